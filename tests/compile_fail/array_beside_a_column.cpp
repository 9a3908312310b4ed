// SPDX-License-Identifier: BSL-1.0
// What is collected into an array is of many rows.
//
// expect: dovetail: this column stands beside an aggregate function without
#include <dovetail/sqlite.hpp>
#include <dovetail/sql.hpp>

#include "models.hpp"

#ifdef MISTAKE
dt::task<void> mistake(Db& db) {
    auto result = co_await db.execute(dt::select(users.id, dt::array_agg(users.username)));
}
#else
dt::task<bool> program(Db& db) {
    auto result = co_await db.execute(dt::select(users.id, dt::array_agg(users.username)).group_by(users.id));
    co_return !result.all().empty();
}
int main() { return run(program); }
#endif
