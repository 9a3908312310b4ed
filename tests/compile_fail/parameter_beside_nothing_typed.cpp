// SPDX-License-Identifier: BSL-1.0
// A parameter has no SQL type of its own; what it stands beside says it.
//
// expect: dovetail: this parameter stands beside nothing that has an SQL type; compare it with a column
#include <dovetail/sqlite.hpp>
#include <dovetail/sql.hpp>

#include "models.hpp"

#ifdef MISTAKE
dt::task<void> mistake(Db& db) {
    auto result = co_await db.execute(dt::select(users.id).order_by(dt::param<"n">), dt::arg<"n"> = 1);
}
#else
dt::task<bool> program(Db& db) {
    auto result = co_await db.execute(dt::select(users.id).where(users.id == dt::param<"n">), dt::arg<"n"> = 1);
    co_return result.scalar_one() == 1;
}
int main() { return run(program); }
#endif
