// SPDX-License-Identifier: BSL-1.0
// ON CONFLICT is about columns of the table that is inserted into.
//
// expect: dovetail: on_conflict() takes columns of the table that is inserted into
#include <dovetail/sqlite.hpp>

#include "models.hpp"

#ifdef MISTAKE
dt::task<void> mistake(Db& db) {
    auto result = co_await db.execute(dt::insert_into(roles).values(roles.name = "admin").on_conflict(users.username).do_nothing());
}
#else
dt::task<bool> program(Db& db) {
    auto result = co_await db.execute(dt::insert_into(roles).values(roles.name = "admin").on_conflict().do_nothing());
    co_return result.row_count() == 0;
}
int main() { return run(program); }
#endif
