// SPDX-License-Identifier: BSL-1.0
// A row is locked in one way.
//
// expect: dovetail: for_update(), for_share() and their kinds exclude each other
#include <dovetail/sqlite.hpp>

#include "models.hpp"

#ifdef MISTAKE
dt::task<void> mistake(Db& db) {
    auto result = co_await db.execute(dt::select(users).for_update().for_share());
}
#else
dt::task<bool> program(Db& db) {
    auto result = co_await db.execute(dt::select(users));
    co_return result.size() == 3;
}
int main() { return run(program); }
#endif
