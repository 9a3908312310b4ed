// SPDX-License-Identifier: BSL-1.0
// WHERE chooses the rows that windows are made of.
//
// expect: dovetail: window functions are computed last, so only select() and order_by() take them, and none stands inside another; select it in a subquery
#include <dovetail/sqlite.hpp>
#include <dovetail/sql.hpp>

#include "models.hpp"

#ifdef MISTAKE
dt::task<void> best(Db& db) {
    auto result = co_await db.execute(
        dt::select(posts.title).where(dt::row_number().over(dt::window().order_by(posts.score.desc())) == 1));
}
#else
dt::task<bool> program(Db& db) {
    constexpr dt::label<"place"> place;
    constexpr auto placed = dt::subquery<"placed">(
        dt::select(posts.title, dt::row_number().over(dt::window().order_by(posts.score.desc())).as(place)));
    auto result = co_await db.execute(dt::select(placed[posts.title]).select_from(placed).where(placed[place] == 1));
    co_return result.scalar_one() == "second";
}
int main() { return run(program); }
#endif
