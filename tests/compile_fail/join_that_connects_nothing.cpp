// SPDX-License-Identifier: BSL-1.0
// A condition on one table alone leaves each row beside every row.
//
// expect: dovetail: this join's condition does not connect the table with those before it, so each row would stand beside every row; connect them, or say cross_join()
// expect: posts
#include <dovetail/sqlite.hpp>

#include "models.hpp"

#ifdef MISTAKE
dt::task<void> titles(Db& db) {
    auto result = co_await db.execute(dt::select(users.username, posts.title).join(posts, posts.score > 3));
}
#else
dt::task<bool> program(Db& db) {
    auto result = co_await db.execute(
        dt::select(users.username, posts.title).join(posts, posts.author_id == users.id, posts.score > 3));
    auto [username, title] = result.one();
    co_return username == "bob" && title == "second";
}
int main() { return run(program); }
#endif
