// SPDX-License-Identifier: BSL-1.0
// Only what is unique can conflict.
//
// expect: dovetail: on_conflict() needs the columns of the primary key or of one unique constraint of the model
#include <dovetail/sqlite.hpp>
#include <dovetail/sql.hpp>

#include "models.hpp"

#ifdef MISTAKE
dt::task<void> mistake(Db& db) {
    std::vector<NewRole> const rows(1, NewRole{.name = "admin"});
    auto result = co_await db.execute(dt::insert_into(roles).values(rows).on_conflict(roles.id, roles.name).do_nothing());
}
#else
dt::task<bool> program(Db& db) {
    std::vector<NewRole> const rows(1, NewRole{.name = "admin"});
    auto result = co_await db.execute(dt::insert_into(roles).values(rows).on_conflict(roles.name).do_nothing());
    co_return result.row_count() == 0;
}
int main() { return run(program); }
#endif
