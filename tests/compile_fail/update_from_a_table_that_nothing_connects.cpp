// SPDX-License-Identifier: BSL-1.0
// An UPDATE says which row of the other table is meant.
//
// expect: dovetail: where() does not connect this table of from() or using_() with the one that is changed
#include <dovetail/sqlite.hpp>

#include "models.hpp"

#ifdef MISTAKE
dt::task<void> mistake(Db& db) {
    auto result = co_await db.execute(dt::update(posts).set(posts.title = users.username).from(users).where(posts.id == 1));
}
#else
dt::task<bool> program(Db& db) {
    auto const update = dt::update(posts).set(posts.title = users.username).from(users).where(posts.id == 1, posts.author_id == users.id);
    auto result = co_await db.execute(update);
    co_return result.row_count() == 1;
}
int main() { return run(program); }
#endif
