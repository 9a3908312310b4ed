// SPDX-License-Identifier: BSL-1.0
// What is no relationship does not say what connects it.
//
// expect: dovetail: join() takes a relationship, such as users.role, or a table and the condition that connects it
#include <dovetail/sqlite.hpp>

#include "models.hpp"

#ifdef MISTAKE
dt::task<void> mistake(Db& db) {
    auto result = co_await db.execute(dt::select(users.id, roles.name).join(roles));
}
#else
dt::task<bool> program(Db& db) {
    auto result = co_await db.execute(dt::select(roles.name).select_from(users).join(roles, roles.id == users.role_id).where(users.id == 3));
    co_return result.scalar_one() == "guest";
}
int main() { return run(program); }
#endif
