// SPDX-License-Identifier: BSL-1.0
// What every new row needs is not left to a choice at run time.
//
// expect: dovetail: a NOT NULL column without default is left out; give it a value
// expect: roles.name
#include <dovetail/sqlite.hpp>
#include <dovetail/sql.hpp>

#include "models.hpp"

#ifdef MISTAKE
auto add(bool given) { return dt::insert_into(roles).values(roles.id = 7, dt::when(given, roles.name = "x")); }
#else
dt::task<bool> program(Db& db) {
    auto result = co_await db.execute(dt::insert_into(roles).values(dt::when(false, roles.id = 7), roles.name = "x"));
    co_return result.row_count() == 1;
}
int main() { return run(program); }
#endif
