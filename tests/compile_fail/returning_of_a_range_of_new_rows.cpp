// SPDX-License-Identifier: BSL-1.0
// New rows are sent by several statements; RETURNING is of one.
//
// expect: dovetail: returning() takes one row
#include <dovetail/sqlite.hpp>

#include "models.hpp"

#ifdef MISTAKE
dt::task<void> mistake(Db& db) {
    std::vector<NewRole> const rows(2, NewRole{.name = "x"});
    auto result = co_await db.execute(dt::insert_into(roles).values(rows).returning(roles.id));
}
#else
dt::task<bool> program(Db& db) {
    auto result = co_await db.execute(dt::insert_into(roles).values(roles.name = "x").returning(roles.id));
    co_return result.scalar_one() == 3;
}
int main() { return run(program); }
#endif
