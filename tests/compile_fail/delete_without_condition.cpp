// SPDX-License-Identifier: BSL-1.0
// A DELETE of every row is said so.
//
// expect: dovetail: UPDATE and DELETE need .where(...), or .all_rows() when every row is meant
// expect: posts
#include <dovetail/sqlite.hpp>

#include "models.hpp"

#ifdef MISTAKE
dt::task<void> clear(Db& db) {
    (void)co_await db.execute(dt::delete_from(posts));
}
#else
dt::task<bool> program(Db& db) {
    auto one = co_await db.execute(dt::delete_from(posts).where(posts.id == 1));
    auto others = co_await db.execute(dt::delete_from(posts).all_rows());
    co_return one.row_count() == 1 && others.row_count() == 2;
}
int main() { return run(program); }
#endif
