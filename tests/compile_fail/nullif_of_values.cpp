// SPDX-License-Identifier: BSL-1.0
// Values alone say no SQL type, and need no database.
//
// expect: dovetail: nullif() takes a column or an expression, and what it is compared with
#include <dovetail/sqlite.hpp>

#include "models.hpp"

#ifdef MISTAKE
dt::task<void> mistake(Db& db) {
    auto result = co_await db.execute(dt::select(users.id, dt::nullif(1, 2)));
}
#else
dt::task<bool> program(Db& db) {
    auto result = co_await db.execute(dt::select(users.id, dt::nullif(users.id, 2)));
    co_return !result.all().empty();
}
int main() { return run(program); }
#endif
