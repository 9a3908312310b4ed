// SPDX-License-Identifier: BSL-1.0
// SKIP LOCKED is about the rows that a select locks.
//
// expect: dovetail: skip_locked() and nowait() say what a row lock does with locked rows; write .for_update() or .for_share()
#include <dovetail/sqlite.hpp>

#include "models.hpp"

#ifdef MISTAKE
dt::task<void> mistake(Db& db) {
    auto result = co_await db.execute(dt::select(users).skip_locked());
}
#else
dt::task<bool> program(Db& db) {
    auto result = co_await db.execute(dt::select(users));
    co_return result.size() == 3;
}
int main() { return run(program); }
#endif
