// SPDX-License-Identifier: BSL-1.0
// INSERT ... SELECT names every column that is NOT NULL and has no default.
//
// expect: dovetail: a NOT NULL column without default is left out; give it a value
// expect: posts.author_id
#include <dovetail/sqlite.hpp>

#include "models.hpp"

#ifdef MISTAKE
dt::task<void> mistake(Db& db) {
    auto result = co_await db.execute(dt::insert_into(posts).columns(posts.title).from(dt::select(users.username)));
}
#else
dt::task<bool> program(Db& db) {
    auto result = co_await db.execute(
        dt::insert_into(posts).columns(posts.title, posts.author_id).from(dt::select(users.username, users.id)));
    co_return result.row_count() == 3;
}
int main() { return run(program); }
#endif
