// SPDX-License-Identifier: BSL-1.0
// One INSERT is of one table.
//
// expect: dovetail: several things in values() are assignments, or new rows of one model
#include <dovetail/sqlite.hpp>

#include "models.hpp"

#ifdef MISTAKE
NewRole const role{.name = "x"};
NewPermission const permission{.name = "x"};
auto const insert = dt::insert_into(roles).values(role, permission);
#else
dt::task<bool> program(Db& db) {
    NewRole const first{.name = "x"}, second{.name = "y"};
    auto const insert = dt::insert_into(roles).values(first, second);
    auto result = co_await db.execute(insert);
    co_return result.row_count() == 2;
}
int main() { return run(program); }
#endif
