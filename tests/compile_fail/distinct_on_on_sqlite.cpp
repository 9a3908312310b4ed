// SPDX-License-Identifier: BSL-1.0
// A statement that the dialect cannot do: DISTINCT ON is PostgreSQL's. A window function does the same on both.
//
// expect: dovetail: this database has no such statement
// expect: SQLite.DISTINCT ON
#include <dovetail/sqlite.hpp>
#include <dovetail/sql.hpp>

#include "models.hpp"

#ifdef MISTAKE
dt::task<void> best_of_each(Db& db) {
    auto result = co_await db.execute(dt::select(posts.author_id, posts.title)
                                          .distinct(posts.author_id)
                                          .order_by(posts.author_id, posts.score.desc()));
}
#else
dt::task<bool> program(Db& db) {
    constexpr dt::label<"place"> place;
    constexpr auto placed = dt::subquery<"placed">(dt::select(
        posts.id, posts.title,
        dt::row_number().over(dt::partition_by(posts.author_id).order_by(posts.score.desc())).as(place)));
    auto result = co_await db.execute(
        dt::select(placed[posts.title]).select_from(placed).where(placed[place] == 1).order_by(placed[posts.id]));
    co_return result.scalars().all() == std::vector<std::string>{"first", "second"};
}
int main() { return run(program); }
#endif
