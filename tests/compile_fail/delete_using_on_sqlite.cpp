// SPDX-License-Identifier: BSL-1.0
// A statement that the dialect cannot do: SQLite has no DELETE ... USING.
//
// expect: dovetail: this database has no such statement
// expect: SQLite.DELETE ... USING
#include <dovetail/sqlite.hpp>

#include "models.hpp"

#ifdef MISTAKE
dt::task<void> mistake(Db& db) {
    auto result = co_await db.execute(dt::delete_from(posts).using_(users).where(posts.author_id == users.id, users.username == "bob"));
}
#else
dt::task<bool> program(Db& db) {
    auto result = co_await db.execute(
        dt::delete_from(posts).where(posts.author_id.in_(dt::select(users.id).where(users.username == "bob"))));
    co_return result.row_count() == 1;
}
int main() { return run(program); }
#endif
