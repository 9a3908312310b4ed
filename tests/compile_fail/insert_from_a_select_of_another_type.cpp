// SPDX-License-Identifier: BSL-1.0
// INSERT ... SELECT stores text in text, numbers in numbers.
//
// expect: dovetail: this select has a column of another SQL type than the one it is inserted into
#include <dovetail/sqlite.hpp>

#include "models.hpp"

#ifdef MISTAKE
dt::task<void> mistake(Db& db) {
    auto result = co_await db.execute(dt::insert_into(roles).columns(roles.name).from(dt::select(users.id)));
}
#else
dt::task<bool> program(Db& db) {
    auto result = co_await db.execute(dt::insert_into(roles).columns(roles.name).from(dt::select(users.username)));
    co_return result.row_count() == 3;
}
int main() { return run(program); }
#endif
