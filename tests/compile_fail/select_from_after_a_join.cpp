// SPDX-License-Identifier: BSL-1.0
// FROM begins with one table, to which others are joined.
//
// expect: dovetail: select_from() names the first table; write it before the joins
#include <dovetail/sqlite.hpp>

#include "models.hpp"

#ifdef MISTAKE
auto const query = dt::select(roles.name).join(roles.users).select_from(roles);
#else
dt::task<bool> program(Db& db) {
    auto result = co_await db.execute(dt::select(roles.name).select_from(roles).join(roles.users).where(users.id == 3));
    co_return result.scalar_one() == "guest";
}
int main() { return run(program); }
#endif
