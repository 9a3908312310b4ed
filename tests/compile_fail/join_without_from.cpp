// SPDX-License-Identifier: BSL-1.0
// A table is joined with another one.
//
// expect: dovetail: this select names no table to join with; write select_from(table) first
#include <dovetail/sqlite.hpp>

#include "models.hpp"

#ifdef MISTAKE
dt::task<void> mistake(Db& db) {
    auto result = co_await db.execute(dt::select(dt::count()).join(users.role));
}
#else
dt::task<bool> program(Db& db) {
    auto result = co_await db.execute(dt::select(dt::count()).select_from(users).join(users.role));
    co_return result.scalar_one() == 3;
}
int main() { return run(program); }
#endif
