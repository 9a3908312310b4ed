// SPDX-License-Identifier: BSL-1.0
// WHERE is decided before there is anything to count.
//
// expect: dovetail: WHERE is decided before rows are grouped, so it takes no aggregate function
// expect: max
#include <dovetail/sqlite.hpp>

#include "models.hpp"

#ifdef MISTAKE
dt::task<void> print_best(Db& db) {
    auto result = co_await db.execute(dt::select(posts).where(posts.score == dt::max(posts.score)));
    for (auto const& post : result.scalars().all()) std::puts(post.title.c_str());
}
#else
dt::task<bool> program(Db& db) {
    auto result = co_await db.execute(dt::select(posts).where(posts.score.in_(dt::select(dt::max(posts.score)))));
    co_return result.scalar_one().title == "second";
}
int main() { return run(program); }
#endif
