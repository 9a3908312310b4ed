// SPDX-License-Identifier: BSL-1.0
// coalesce() gives one of its arguments, so that all are of one type.
//
// expect: dovetail: the arguments of coalesce() need the same SQL type
#include <dovetail/sqlite.hpp>

#include "models.hpp"

#ifdef MISTAKE
auto const query = dt::select(dt::coalesce(users.nickname, users.username, 3));
#else
dt::task<bool> program(Db& db) {
    auto result = co_await db.execute(dt::select(dt::coalesce(users.nickname, users.nickname, "none")).where(users.id == 1));
    co_return result.scalar_one() == "none";
}
int main() { return run(program); }
#endif
