// SPDX-License-Identifier: BSL-1.0
// A time is cut at the beginning of what it lies in.
//
// expect: dovetail: date_trunc() takes year, quarter, month, week, day, hour, minute or second
#include <dovetail/sqlite.hpp>
#include <dovetail/sql.hpp>

#include "models.hpp"

#ifdef MISTAKE
auto const query = dt::select(dt::date_trunc<dt::dow>(dt::now())).select_from(users);
#else
dt::task<bool> program(Db& db) {
    auto result = co_await db.execute(dt::select(dt::date_trunc<dt::year>(dt::current_date())).select_from(users).limit(1));
    co_return result.scalar_one().month() == std::chrono::January;
}
int main() { return run(program); }
#endif
