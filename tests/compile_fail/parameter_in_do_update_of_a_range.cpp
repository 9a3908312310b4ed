// SPDX-License-Identifier: BSL-1.0
// Rows of a range are sent in any number of statements, each of a text that is known.
//
// expect: dovetail: do_update() of a range of new rows takes no dt::when() and no dt::param(), as any number of statements is sent
#include <dovetail/sqlite.hpp>
#include <dovetail/sql.hpp>

#include "models.hpp"

#ifdef MISTAKE
dt::task<void> mistake(Db& db) {
    std::vector<NewRole> const rows(1, NewRole{.id = 1, .name = "admin"});
    co_await db.execute(dt::insert_into(roles).values(rows).on_conflict(roles.id).do_update(roles.name = dt::param<"name">));
}
#else
dt::task<bool> program(Db& db) {
    std::vector<NewRole> const rows(1, NewRole{.id = 1, .name = "admin"});
    std::string const name = "chief";
    auto result = co_await db.execute(dt::insert_into(roles).values(rows).on_conflict(roles.id).do_update(roles.name = name));
    co_return result.row_count() == 1;
}
int main() { return run(program); }
#endif
