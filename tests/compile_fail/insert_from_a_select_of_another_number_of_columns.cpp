// SPDX-License-Identifier: BSL-1.0
// INSERT ... SELECT takes a column for each that is named.
//
// expect: dovetail: this select does not have as many columns as the INSERT names
#include <dovetail/sqlite.hpp>

#include "models.hpp"

#ifdef MISTAKE
dt::task<void> mistake(Db& db) {
    auto result = co_await db.execute(dt::insert_into(roles).columns(roles.name).from(dt::select(users.id, users.username)));
}
#else
dt::task<bool> program(Db& db) {
    auto result = co_await db.execute(dt::insert_into(roles).columns(roles.name).from(dt::select(users.username)));
    co_return result.row_count() == 3;
}
int main() { return run(program); }
#endif
