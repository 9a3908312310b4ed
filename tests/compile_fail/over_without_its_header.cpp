// SPDX-License-Identifier: BSL-1.0
// What not every program needs has headers of its own.
//
// expect: dovetail: over() needs #include <dovetail/sql.hpp>
#include <dovetail/sqlite.hpp>
#include <dovetail/expression/aggregate.hpp>

#include "models.hpp"

#ifdef MISTAKE
dt::task<void> mistake(Db& db) {
    auto result = co_await db.execute(dt::select(dt::count().over()).select_from(users));
}
#else
dt::task<bool> program(Db& db) {
    auto result = co_await db.execute(dt::select(dt::count()).select_from(users));
    co_return result.scalar_one() == 3;
}
int main() { return run(program); }
#endif
