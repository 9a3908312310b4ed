// SPDX-License-Identifier: BSL-1.0
// Which column is meant?
//
// expect: dovetail: a table is no value; compare one of its columns, such as users.id == 1
#include <dovetail/sqlite.hpp>

#include "models.hpp"

#ifdef MISTAKE
auto const query = dt::select(users.username).where(users != 1);
#else
dt::task<bool> program(Db& db) {
    auto result = co_await db.execute(dt::select(users.id).where(users.id == 1));
    co_return result.scalar_one() == 1;
}
int main() { return run(program); }
#endif
