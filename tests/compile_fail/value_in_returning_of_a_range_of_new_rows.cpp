// SPDX-License-Identifier: BSL-1.0
// A range of new rows is sent by any number of statements, and an expression's value belongs to one.
//
// expect: dovetail: returning() of a range of new rows takes expressions without values
#include <dovetail/sqlite.hpp>
#include <dovetail/sql.hpp>

#include "models.hpp"

#ifdef MISTAKE
dt::task<void> mistake(Db& db) {
    std::vector<NewRole> const rows(2, NewRole{.name = "x"});
    auto result = co_await db.execute(dt::insert_into(roles).values(rows).returning(roles.id + 1));
}
#else
dt::task<bool> program(Db& db) {
    std::vector<NewRole> const rows(1, NewRole{.name = "x"});
    auto result = co_await db.execute(dt::insert_into(roles).values(rows).returning(roles.id));
    co_return result.scalar_one() == 3;
}
int main() { return run(program); }
#endif
