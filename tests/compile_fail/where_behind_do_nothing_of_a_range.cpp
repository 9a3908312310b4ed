// SPDX-License-Identifier: BSL-1.0
// What do_nothing() leaves alone is not chosen.
//
// expect: dovetail: where() chooses what do_update() changes; do_nothing() changes nothing
#include <dovetail/sqlite.hpp>
#include <dovetail/sql.hpp>

#include "models.hpp"

#ifdef MISTAKE
dt::task<void> mistake(Db& db) {
    std::vector<NewRole> const rows(1, NewRole{.name = "admin"});
    auto result = co_await db.execute(dt::insert_into(roles).values(rows).on_conflict(roles.name).do_nothing().where(roles.id > dt::excluded(roles.id)));
}
#else
dt::task<bool> program(Db& db) {
    std::vector<NewRole> const rows(1, NewRole{.name = "admin"});
    auto result = co_await db.execute(dt::insert_into(roles).values(rows).on_conflict(roles.name).do_nothing());
    co_return result.row_count() == 0;
}
int main() { return run(program); }
#endif
