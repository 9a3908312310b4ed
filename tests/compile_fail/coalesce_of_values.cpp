// SPDX-License-Identifier: BSL-1.0
// Values alone say no SQL type, and need no database.
//
// expect: dovetail: coalesce() takes two arguments or more, one of them a column or an expression
#include <dovetail/sqlite.hpp>

#include "models.hpp"

#ifdef MISTAKE
dt::task<void> mistake(Db& db) {
    auto result = co_await db.execute(dt::select(users.id, dt::coalesce(1, 2)));
}
#else
dt::task<bool> program(Db& db) {
    auto result = co_await db.execute(dt::select(users.id, dt::coalesce(users.id, 2)));
    co_return !result.all().empty();
}
int main() { return run(program); }
#endif
