// SPDX-License-Identifier: BSL-1.0
// Behind ON CONFLICT, where() chooses the rows that are updated.
//
// expect: dovetail: where() chooses what do_update() changes; do_nothing() changes nothing
#include <dovetail/sqlite.hpp>

#include "models.hpp"

#ifdef MISTAKE
dt::task<void> mistake(Db& db) {
    auto result = co_await db.execute(dt::insert_into(roles).values(roles.name = "admin")
                                          .on_conflict(roles.name).do_nothing().where(roles.id > 1));
}
#else
dt::task<bool> program(Db& db) {
    auto result = co_await db.execute(dt::insert_into(roles).values(roles.name = "admin")
                                          .on_conflict(roles.name).do_update(roles.name = "x").where(roles.id > 1));
    co_return result.row_count() == 0;
}
int main() { return run(program); }
#endif
