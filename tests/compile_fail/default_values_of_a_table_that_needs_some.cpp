// SPDX-License-Identifier: BSL-1.0
// A row of defaults exists where every column has one, or may be NULL.
//
// expect: dovetail: a NOT NULL column without default is left out; give it a value
// expect: roles.name
#include <dovetail/sqlite.hpp>

#include "models.hpp"

#ifdef MISTAKE
dt::task<void> mistake(Db& db) {
    auto result = co_await db.execute(dt::insert_into(roles).default_values());
}
#else
dt::task<bool> program(Db& db) {
    auto result = co_await db.execute(dt::insert_into(roles).values(roles.name = ""));
    co_return result.row_count() == 1;
}
int main() { return run(program); }
#endif
