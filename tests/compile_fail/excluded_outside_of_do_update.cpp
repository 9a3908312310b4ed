// SPDX-License-Identifier: BSL-1.0
// The row that was to be inserted is known in do_update() only.
//
// expect: dovetail: this column's table is not in FROM; select from it, join it, or use a subquery
// expect: excluded.name
#include <dovetail/sqlite.hpp>

#include "models.hpp"

#ifdef MISTAKE
dt::task<void> mistake(Db& db) {
    auto result = co_await db.execute(dt::update(roles).set(roles.name = dt::excluded(roles.name)).where(roles.id == 1));
}
#else
dt::task<bool> program(Db& db) {
    auto result = co_await db.execute(dt::insert_into(roles).values(roles.id = 1, roles.name = "x")
                                          .on_conflict(roles.id).do_update(roles.name = dt::excluded(roles.name)));
    co_return result.row_count() == 1;
}
int main() { return run(program); }
#endif
