// SPDX-License-Identifier: BSL-1.0
// RETURNING of a whole table gives the rows that are changed.
//
// expect: dovetail: returning() of a whole table takes the table that the statement changes
#include <dovetail/sqlite.hpp>

#include "models.hpp"

#ifdef MISTAKE
dt::task<void> mistake(Db& db) {
    auto result = co_await db.execute(dt::insert_into(roles).values(roles.name = "x").returning(users));
}
#else
dt::task<bool> program(Db& db) {
    auto result = co_await db.execute(dt::insert_into(roles).values(roles.name = "x").returning(roles));
    co_return result.scalar_one().name == "x";
}
int main() { return run(program); }
#endif
