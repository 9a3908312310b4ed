// SPDX-License-Identifier: BSL-1.0
// What follows a relationship in a join is its target under another name.
//
// expect: dovetail: join(relationship, table) takes the relationship's target under another name, by dt::alias<"name">(table)
#include <dovetail/sqlite.hpp>

#include "models.hpp"

#ifdef MISTAKE
auto const query = dt::select(users.id).join(users.role, permissions);
#else
constexpr auto role = dt::alias<"role">(roles);
dt::task<bool> program(Db& db) {
    auto result = co_await db.execute(dt::select(role.name).select_from(users).join(users.role, role).where(users.id == 3));
    co_return result.scalar_one() == "guest";
}
int main() { return run(program); }
#endif
