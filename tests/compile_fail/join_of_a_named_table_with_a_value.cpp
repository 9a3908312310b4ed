// SPDX-License-Identifier: BSL-1.0
// A relationship has its condition under another name of the table, too; more of them may follow.
//
// expect: dovetail: what follows a relationship in join() are further conditions
#include <dovetail/sqlite.hpp>

#include "models.hpp"

constexpr auto role = dt::alias<"role">(roles);

#ifdef MISTAKE
dt::task<void> mistake(Db& db) {
    auto result = co_await db.execute(dt::select(users.id).join(users.role, role, 2));
}
#else
dt::task<bool> program(Db& db) {
    auto result = co_await db.execute(dt::select(users.id).join(users.role, role, role.id == 2));
    co_return result.scalar_one() == 3;
}
int main() { return run(program); }
#endif
