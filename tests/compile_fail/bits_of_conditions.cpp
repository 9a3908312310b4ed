// SPDX-License-Identifier: BSL-1.0
// Conditions are joined by && and ||.
//
// expect: dovetail: & | ^ ~ << >> take integers; conditions take && || !, and a comparison beside & needs brackets
#include <dovetail/sqlite.hpp>
#include <dovetail/sql.hpp>

#include "models.hpp"

#ifdef MISTAKE
dt::task<void> mistake(Db& db) {
    auto result = co_await db.execute(dt::select(users).where((users.id == 1) & (users.is_active == true)));
}
#else
dt::task<bool> program(Db& db) {
    auto result = co_await db.execute(dt::select(users).where((users.id == 1) && (users.is_active == true)));
    co_return result.size() <= 1;
}
int main() { return run(program); }
#endif
