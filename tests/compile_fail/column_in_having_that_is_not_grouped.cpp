// SPDX-License-Identifier: BSL-1.0
// HAVING chooses groups, and a group has many scores.
//
// expect: dovetail: this column stands beside an aggregate function without being grouped; put it inside an aggregate, or into group_by()
// expect: posts.score
#include <dovetail/sqlite.hpp>

#include "models.hpp"

#ifdef MISTAKE
dt::task<void> authors(Db& db) {
    auto result = co_await db.execute(dt::select(posts.author_id).group_by(posts.author_id).having(posts.score > 3));
}
#else
dt::task<bool> program(Db& db) {
    auto result = co_await db.execute(
        dt::select(posts.author_id).group_by(posts.author_id).having(dt::max(posts.score) > 3));
    co_return result.scalar_one() == 2;
}
int main() { return run(program); }
#endif
