// SPDX-License-Identifier: BSL-1.0
// A time of day is of no day.
//
// expect: dovetail: a time of day has an hour, a minute and a second
#include <dovetail/sqlite.hpp>
#include <dovetail/sql.hpp>
#include <dovetail/types/time.hpp>

#include "models.hpp"

#ifdef MISTAKE
auto const query = dt::select(dt::extract<dt::day>(dt::literal(std::chrono::microseconds(90)))).select_from(users);
#else
dt::task<bool> program(Db& db) {
    auto const opens = dt::literal(std::chrono::microseconds(std::chrono::hours(9)));
    auto result = co_await db.execute(dt::select(dt::extract<dt::hour>(opens)).select_from(users).limit(1));
    co_return result.scalar_one() == 9;
}
int main() { return run(program); }
#endif
