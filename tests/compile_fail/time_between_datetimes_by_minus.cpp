// SPDX-License-Identifier: BSL-1.0
// SQLite has no type for what lies between two times.
//
// expect: dovetail: the time between two datetimes or timestamps is dt::seconds_between(earlier, later)
#include <dovetail/sqlite.hpp>
#include <dovetail/sql.hpp>

#include "models.hpp"

#ifdef MISTAKE
auto const query = dt::select(dt::now() - dt::now()).select_from(users);
#else
dt::task<bool> program(Db& db) {
    auto const query = dt::select(dt::seconds_between(dt::now(), dt::now()) < 3600.0).select_from(users).limit(1);
    auto result = co_await db.execute(query);
    co_return result.scalar_one();
}
int main() { return run(program); }
#endif
