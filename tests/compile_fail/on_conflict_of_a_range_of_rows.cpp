// SPDX-License-Identifier: BSL-1.0
// Rows of a range are sent in any number of statements.
//
// expect: dovetail: on_conflict() takes one row, values(users.username = ...), or a select, columns(...).from(...)
#include <dovetail/sqlite.hpp>
#include <dovetail/sql.hpp>

#include "models.hpp"

#ifdef MISTAKE
void mistake(std::vector<NewRole> const& rows) {
    auto const statement = dt::insert_into(roles).values(rows).on_conflict(roles.name).do_nothing();
}
#else
dt::task<bool> program(Db& db) {
    auto result = co_await db.execute(dt::insert_into(roles).values(roles.name = "guest").on_conflict(roles.name).do_nothing());
    co_return result.row_count() == 0;
}
int main() { return run(program); }
#endif
