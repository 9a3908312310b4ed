// SPDX-License-Identifier: BSL-1.0
// A derived table has what its query selects, not what the query reads.
//
// expect: dovetail: this derived table has no such column; select it there, and give what is computed a name by expression.as(label)
#include <dovetail/sqlite.hpp>
#include <dovetail/sql.hpp>

#include "models.hpp"

constexpr auto high = dt::subquery<"high">(dt::select(posts.id, posts.title).where(posts.score > 3));

#ifdef MISTAKE
dt::task<void> scores(Db& db) {
    auto result = co_await db.execute(dt::select(high[posts.score]).select_from(high));
}
#else
dt::task<bool> program(Db& db) {
    auto result = co_await db.execute(dt::select(high[posts.title]).select_from(high));
    co_return result.scalar_one() == "second";
}
int main() { return run(program); }
#endif
