// SPDX-License-Identifier: BSL-1.0
// A statement that the dialect cannot do: on SQLite, RETURNING names the table that is changed, and no other.
//
// expect: dovetail: this database has no such statement
// expect: SQLite.RETURNING of another table
#include <dovetail/sqlite.hpp>

#include "models.hpp"

#ifdef MISTAKE
dt::task<void> mistake(Db& db) {
    auto result = co_await db.execute(dt::update(posts).set(posts.score = 0).from(users)
                                          .where(posts.author_id == users.id).returning(posts.id, users.username));
}
#else
dt::task<bool> program(Db& db) {
    auto result = co_await db.execute(dt::update(posts).set(posts.score = 0).from(users)
                                          .where(posts.author_id == users.id).returning(posts.id, posts.author_id));
    co_return result.all().size() == 3;
}
int main() { return run(program); }
#endif
