// SPDX-License-Identifier: BSL-1.0
// A statement that the dialect cannot do: SQLite has no LATERAL. A scalar subquery sees the row as well.
//
// expect: dovetail: this database has no such statement
// expect: SQLite.LATERAL
#include <dovetail/sqlite.hpp>
#include <dovetail/sql.hpp>

#include "models.hpp"

#ifdef MISTAKE
constexpr auto best = dt::subquery<"best">(
    dt::select(posts.title).where(posts.author_id == users.id).order_by(posts.score.desc()).limit(1));
dt::task<void> best_of_each(Db& db) {
    auto result = co_await db.execute(dt::select(users.id, best[posts.title]).left_join_lateral(best));
}
#else
dt::task<bool> program(Db& db) {
    auto result = co_await db.execute(dt::select(
        users.id, dt::scalar_subquery(dt::select(dt::max(posts.score)).where(posts.author_id == users.id))));
    auto [id, best] = result.first().value();
    co_return id == 1 && best == 3;
}
int main() { return run(program); }
#endif
