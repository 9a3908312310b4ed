// SPDX-License-Identifier: BSL-1.0
// Rows are grouped first; what is to be counted is known only then.
//
// expect: dovetail: rows are grouped before aggregates are computed, so GROUP BY takes no aggregate function
#include <dovetail/sqlite.hpp>

#include "models.hpp"

#ifdef MISTAKE
dt::task<void> authors(Db& db) {
    auto result = co_await db.execute(dt::select(dt::count(posts.id)).group_by(dt::max(posts.score)));
}
#else
dt::task<bool> program(Db& db) {
    auto result = co_await db.execute(
        dt::select(dt::count(posts.id)).group_by(posts.author_id).order_by(dt::max(posts.score)));
    co_return result.scalars().all() == std::vector<std::int64_t>{2, 1};
}
int main() { return run(program); }
#endif
