// SPDX-License-Identifier: BSL-1.0
// A mutation names its table by the object, not by a text.
//
// expect: dovetail: insert_into() takes a table, such as users
#include <dovetail/sqlite.hpp>

#include "models.hpp"

#ifdef MISTAKE
dt::task<void> mistake(Db& db) {
    co_await db.execute(dt::insert_into("roles").values(roles.name = "x"));
}
#else
dt::task<bool> program(Db& db) {
    auto changed = co_await db.execute(dt::insert_into(roles).values(roles.name = "x"));
    co_return changed.row_count() == 1;
}
int main() { return run(program); }
#endif
