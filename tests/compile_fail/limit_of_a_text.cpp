// SPDX-License-Identifier: BSL-1.0
// A limit is a number of rows.
//
// expect: dovetail: limit() and offset() take a whole number, an optional one, or dt::param<"count">
#include <dovetail/sqlite.hpp>

#include "models.hpp"

#ifdef MISTAKE
dt::task<void> mistake(Db& db) {
    auto result = co_await db.execute(dt::select(users).limit("5"));
}
#else
dt::task<bool> program(Db& db) {
    auto result = co_await db.execute(dt::select(users).limit(5));
    co_return result.all().size() <= 5;
}
int main() { return run(program); }
#endif
