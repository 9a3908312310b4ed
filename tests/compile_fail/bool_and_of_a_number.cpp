// SPDX-License-Identifier: BSL-1.0
// A number is neither true nor false.
//
// expect: dovetail: bool_and() and bool_or() take conditions
#include <dovetail/sqlite.hpp>
#include <dovetail/sql.hpp>

#include "models.hpp"

#ifdef MISTAKE
dt::task<void> mistake(Db& db) {
    auto result = co_await db.execute(dt::select(dt::bool_and(posts.score)));
}
#else
dt::task<bool> program(Db& db) {
    auto result = co_await db.execute(dt::select(dt::bool_and(posts.score >= 0)));
    co_return result.scalar_one() == true;
}
int main() { return run(program); }
#endif
