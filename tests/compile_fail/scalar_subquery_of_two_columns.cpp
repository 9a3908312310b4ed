// SPDX-License-Identifier: BSL-1.0
// A subquery that stands for a value selects one thing.
//
// expect: dovetail: scalar_subquery() takes a select of exactly one column or expression
#include <dovetail/sqlite.hpp>

#include "models.hpp"

#ifdef MISTAKE
dt::task<void> mistake(Db& db) {
    auto result = co_await db.execute(
        dt::update(posts).set(posts.score = dt::scalar_subquery(dt::select(users.id, users.username))).where(posts.id == 1));
}
#else
dt::task<bool> program(Db& db) {
    auto result = co_await db.execute(
        dt::update(posts).set(posts.score = dt::scalar_subquery(dt::select(dt::max(users.id)))).where(posts.id == 1));
    co_return result.row_count() == 1;
}
int main() { return run(program); }
#endif
