// SPDX-License-Identifier: BSL-1.0
// A date has no hours, however many.
//
// expect: dovetail: an expression counts whole seconds or more; that of a date counts std::chrono::days
#include <dovetail/sqlite.hpp>
#include <dovetail/sql.hpp>

#include "models.hpp"

#ifdef MISTAKE
auto const query = dt::select(dt::current_date() + users.id * std::chrono::hours(5));
#else
dt::task<bool> program(Db& db) {
    auto const today = dt::current_date();
    auto const query = dt::select(today + users.id * std::chrono::days(5) - today).where(users.id == 2);
    auto result = co_await db.execute(query);
    co_return result.scalar_one() == 10;
}
int main() { return run(program); }
#endif
