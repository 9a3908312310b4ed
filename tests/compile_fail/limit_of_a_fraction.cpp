// SPDX-License-Identifier: BSL-1.0
// A limit is a whole number of rows; a fraction would be cut off without a word.
//
// expect: dovetail: limit() and offset() take a whole number, an optional one, or dt::param<"count">
#include <dovetail/sqlite.hpp>
#include <dovetail/sql.hpp>

#include "models.hpp"

#ifdef MISTAKE
dt::task<void> mistake(Db& db) {
    auto result = co_await db.execute(dt::union_(dt::select(users.id), dt::select(roles.id)).limit(2.5));
}
#else
dt::task<bool> program(Db& db) {
    auto result = co_await db.execute(dt::union_(dt::select(users.id), dt::select(roles.id)).limit(2));
    co_return result.all().size() <= 2;
}
int main() { return run(program); }
#endif
