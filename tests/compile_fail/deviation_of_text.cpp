// SPDX-License-Identifier: BSL-1.0
// Deviations and variances are of numbers.
//
// expect: dovetail: stddev_samp() and the like take numbers
#include <dovetail/sql.hpp>
#include <dovetail/sqlite.hpp>

#include "models.hpp"

#ifdef MISTAKE
auto const query = dt::select(dt::var_pop(posts.title));
#else
dt::task<bool> program(Db& db) {
    auto result = co_await db.execute(dt::select(dt::avg(posts.score)));
    co_return result.scalar_one() > 0;
}
int main() { return run(program); }
#endif
