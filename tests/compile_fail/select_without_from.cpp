// SPDX-License-Identifier: BSL-1.0
// count() alone does not say what is counted.
//
// expect: dovetail: this select names no table; add .select_from(table)
#include <dovetail/sqlite.hpp>

#include "models.hpp"

#ifdef MISTAKE
dt::task<void> print_count(Db& db) {
    auto result = co_await db.execute(dt::select(dt::count()));
}
#else
dt::task<bool> program(Db& db) {
    auto result = co_await db.execute(dt::select(dt::count()).select_from(posts));
    co_return result.scalar_one() == 3;
}
int main() { return run(program); }
#endif
