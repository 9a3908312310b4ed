// SPDX-License-Identifier: BSL-1.0
// Rows of a range are sent in any number of statements, so these have no values of their own.
//
// expect: dovetail: do_update() of a range of new rows takes expressions without values, such as dt::excluded(users.email), as any number of statements is sent
#include <dovetail/sqlite.hpp>
#include <dovetail/sql.hpp>

#include "models.hpp"

#ifdef MISTAKE
dt::task<void> mistake(Db& db) {
    std::vector<NewRole> const rows(1, NewRole{.id = 1, .name = "admin"});
    co_await db.execute(dt::insert_into(roles).values(rows).on_conflict(roles.id).do_update(roles.name = "x"));
}
#else
dt::task<bool> program(Db& db) {
    std::vector<NewRole> const rows(1, NewRole{.id = 1, .name = "admin"});
    auto result = co_await db.execute(dt::insert_into(roles).values(rows).on_conflict(roles.id).do_update(roles.name = dt::excluded(roles.name)));
    co_return result.row_count() == 1;
}
int main() { return run(program); }
#endif
