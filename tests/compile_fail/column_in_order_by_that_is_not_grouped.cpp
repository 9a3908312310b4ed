// SPDX-License-Identifier: BSL-1.0
// Groups are ordered by what each of them has one of.
//
// expect: dovetail: this column stands beside an aggregate function without being grouped; put it inside an aggregate, or into group_by()
// expect: posts.score
#include <dovetail/sqlite.hpp>

#include "models.hpp"

#ifdef MISTAKE
dt::task<void> authors(Db& db) {
    auto result = co_await db.execute(dt::select(posts.author_id).group_by(posts.author_id).order_by(posts.score));
}
#else
dt::task<bool> program(Db& db) {
    auto result = co_await db.execute(
        dt::select(posts.author_id).group_by(posts.author_id).order_by(dt::max(posts.score).desc()));
    co_return result.scalars().all() == std::vector<int>{2, 1};
}
int main() { return run(program); }
#endif
