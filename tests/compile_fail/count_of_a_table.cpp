// SPDX-License-Identifier: BSL-1.0
// count() of rows names no table; FROM does.
//
// expect: dovetail: count() takes a column or an expression; dt::count() counts rows
#include <dovetail/sqlite.hpp>

#include "models.hpp"

#ifdef MISTAKE
dt::task<void> mistake(Db& db) {
    auto result = co_await db.execute(dt::select(dt::count(users)));
}
#else
dt::task<bool> program(Db& db) {
    auto result = co_await db.execute(dt::select(dt::count()).select_from(users));
    co_return result.scalar_one() == 3;
}
int main() { return run(program); }
#endif
