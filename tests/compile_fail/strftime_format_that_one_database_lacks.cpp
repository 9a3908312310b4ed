// SPDX-License-Identifier: BSL-1.0
// A format has what both databases know.
//
// expect: dovetail: the format of strftime() takes %Y %m %d %H %M %S %j and text without quotes
#include <dovetail/sqlite.hpp>
#include <dovetail/sql.hpp>

#include "models.hpp"

#ifdef MISTAKE
auto const query = dt::select(dt::strftime<"%A">(dt::now())).select_from(users);
#else
dt::task<bool> program(Db& db) {
    auto result = co_await db.execute(dt::select(dt::strftime<"%Y-%m">(dt::now())).select_from(users).limit(1));
    co_return result.scalar_one().size() == 7;
}
int main() { return run(program); }
#endif
