// SPDX-License-Identifier: BSL-1.0
// An update changes something.
//
// expect: dovetail: do_update() needs an assignment; do_nothing() changes nothing
#include <dovetail/sqlite.hpp>

#include "models.hpp"

#ifdef MISTAKE
auto const statement = dt::insert_into(roles).values(roles.name = "guest").on_conflict(roles.name).do_update();
#else
dt::task<bool> program(Db& db) {
    auto result = co_await db.execute(
        dt::insert_into(roles).values(roles.name = "guest").on_conflict(roles.name).do_update(roles.name = dt::excluded(roles.name)));
    co_return result.row_count() == 1;
}
int main() { return run(program); }
#endif
