// SPDX-License-Identifier: BSL-1.0
// Two tables of a statement have two names.
//
// expect: dovetail: a table stands twice in this statement; give one of them a name of its own by dt::alias
#include <dovetail/sqlite.hpp>

#include "models.hpp"

#ifdef MISTAKE
dt::task<void> mistake(Db& db) {
    auto result = co_await db.execute(dt::update(posts).set(posts.score = 0).from(posts).where(posts.id == 1));
}
#else
dt::task<bool> program(Db& db) {
    auto const p = dt::alias<"p">(posts);
    auto const update = dt::update(posts).set(posts.score = p.score).from(p).where(posts.id == 1, p.id == 2);
    auto result = co_await db.execute(update);
    co_return result.row_count() == 1;
}
int main() { return run(program); }
#endif
