// SPDX-License-Identifier: BSL-1.0
// The database computes a generated column.
//
// expect: dovetail: the database computes this column; it cannot be assigned
// expect: twice_the_score
#include <dovetail/sqlite.hpp>

#include "models.hpp"

#ifdef MISTAKE
dt::task<void> double_score(Db& db) {
    (void)co_await db.execute(dt::update(posts).set(posts.twice_the_score = 8).where(posts.id == 1));
}
#else
dt::task<bool> program(Db& db) {
    auto changed = co_await db.execute(dt::update(posts).set(posts.score = 4).where(posts.id == 1));
    auto found = co_await db.execute(dt::select(posts.twice_the_score).where(posts.id == 1));
    co_return changed.row_count() == 1 && found.scalar_one() == 8;
}
int main() { return run(program); }
#endif
