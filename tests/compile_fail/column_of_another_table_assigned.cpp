// SPDX-License-Identifier: BSL-1.0
// An UPDATE changes one table.
//
// expect: dovetail: this assigns a column of another table than the statement's
#include <dovetail/sqlite.hpp>

#include "models.hpp"

#ifdef MISTAKE
dt::task<void> rename(Db& db) {
    (void)co_await db.execute(dt::update(users).set(posts.title = "x").where(users.id == 1));
}
#else
dt::task<bool> program(Db& db) {
    auto changed = co_await db.execute(dt::update(posts).set(posts.title = "x").where(posts.author_id == 1));
    co_return changed.row_count() == 2;
}
int main() { return run(program); }
#endif
