// SPDX-License-Identifier: BSL-1.0
// An aggregate that the dialect does not have: SQLite has no percentiles. A window function finds the middle row.
//
// expect: dovetail: this database has no such statement
// expect: SQLite.WITHIN GROUP
#include <dovetail/sqlite.hpp>
#include <dovetail/sql.hpp>

#include "models.hpp"

#ifdef MISTAKE
dt::task<void> median(Db& db) {
    auto result = co_await db.execute(dt::select(dt::percentile_disc(0.5).within_group(posts.score)));
}
#else
dt::task<bool> program(Db& db) {
    constexpr dt::label<"part"> part;
    constexpr auto ranked = dt::subquery<"ranked">(
        dt::select(posts.score, dt::cume_dist().over(dt::window().order_by(posts.score)).as(part)));
    auto result = co_await db.execute(dt::select(dt::min(ranked[posts.score])).select_from(ranked).where(ranked[part] >= 0.5));
    co_return result.scalar_one() == 3;
}
int main() { return run(program); }
#endif
