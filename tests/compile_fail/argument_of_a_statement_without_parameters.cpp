// SPDX-License-Identifier: BSL-1.0
// A value of the statement itself is no parameter.
//
// expect: dovetail: this statement has no parameter of that name
#include <dovetail/sqlite.hpp>
#include <dovetail/sql.hpp>

#include "models.hpp"

#ifdef MISTAKE
dt::task<void> mistake(Db& db) {
    auto result = co_await db.execute(dt::select(users.id).where(users.id == 2), dt::arg<"id"> = 2);
}
#else
dt::task<bool> program(Db& db) {
    auto result = co_await db.execute(dt::select(users.id).where(users.id == 2));
    co_return result.scalar_one() == 2;
}
int main() { return run(program); }
#endif
