// SPDX-License-Identifier: BSL-1.0
// A table's foreign key says what connects it; a subquery has none.
//
// expect: dovetail: join() takes a relationship, such as users.role, or a table and the condition that connects it
#include <dovetail/sql.hpp>
#include <dovetail/sqlite.hpp>

#include "models.hpp"

constexpr auto named = dt::subquery<"named">(dt::select(roles.id, roles.name));

#ifdef MISTAKE
dt::task<void> mistake(Db& db) {
    auto result = co_await db.execute(dt::select(users.id).join(named));
}
#else
dt::task<bool> program(Db& db) {
    auto result = co_await db.execute(dt::select(named[roles.name]).select_from(users).join(named, named[roles.id] == users.role_id).where(users.id == 3));
    co_return result.scalar_one() == "guest";
}
int main() { return run(program); }
#endif
