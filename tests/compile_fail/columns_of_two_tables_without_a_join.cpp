// SPDX-License-Identifier: BSL-1.0
// Two tables of which nothing says how they belong together: each row would stand beside every row.
//
// expect: dovetail: this column's table is not in FROM; select from it, join it, or use a subquery
// expect: posts.title
#include <dovetail/sqlite.hpp>

#include "models.hpp"

#ifdef MISTAKE
dt::task<void> titles(Db& db) {
    auto result = co_await db.execute(dt::select(users.username, posts.title));
}
#else
dt::task<bool> program(Db& db) {
    auto result = co_await db.execute(
        dt::select(users.username, posts.title).join(users.posts).where(posts.title == "second"));
    auto [username, title] = result.one();
    co_return username == "bob" && title == "second";
}
int main() { return run(program); }
#endif
