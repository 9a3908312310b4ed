// SPDX-License-Identifier: BSL-1.0
// A column that the database computes is read, and not written.
//
// expect: dovetail: the database computes this column; it cannot be inserted
#include <dovetail/sqlite.hpp>
#include <dovetail/sql.hpp>

#include "models.hpp"

#ifdef MISTAKE
auto const statement = dt::insert_into(posts)
                           .columns(posts.title, posts.author_id, posts.twice_the_score)
                           .from(dt::select(posts.title, posts.author_id, posts.twice_the_score));
#else
dt::task<bool> program(Db& db) {
    auto result = co_await db.execute(dt::insert_into(posts)
                                          .columns(posts.title, posts.author_id, posts.score)
                                          .from(dt::select(posts.title, posts.author_id, posts.score)));
    co_return result.row_count() == 3;
}
int main() { return run(program); }
#endif
