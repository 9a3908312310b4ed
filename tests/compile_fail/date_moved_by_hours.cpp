// SPDX-License-Identifier: BSL-1.0
// A date has no hours.
//
// expect: dovetail: a date moves by std::chrono::days, weeks, months or years; cast it to dt::datetime for less
#include <dovetail/sqlite.hpp>
#include <dovetail/sql.hpp>

#include "models.hpp"

#ifdef MISTAKE
auto const query = dt::select(dt::current_date() + std::chrono::hours(5)).select_from(users);
#else
dt::task<bool> program(Db& db) {
    auto const today = dt::current_date();
    auto result = co_await db.execute(dt::select(today + std::chrono::days(5) - today).select_from(users).limit(1));
    co_return result.scalar_one() == 5;
}
int main() { return run(program); }
#endif
