// SPDX-License-Identifier: BSL-1.0
// What an UPDATE joins is joined to a table of from().
//
// expect: dovetail: an UPDATE joins tables with those of from(table); write that before
#include <dovetail/sqlite.hpp>

#include "models.hpp"

#ifdef MISTAKE
auto const update = dt::update(posts).set(posts.title = users.username).join(posts.author).where(posts.id == 1);
#else
dt::task<bool> program(Db& db) {
    auto const update = dt::update(posts).set(posts.title = roles.name).from(users).join(users.role).where(posts.author_id == users.id, posts.id == 1);
    auto result = co_await db.execute(update);
    co_return result.row_count() == 1;
}
int main() { return run(program); }
#endif
