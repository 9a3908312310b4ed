// SPDX-License-Identifier: BSL-1.0
// What stands in for a row that is not there has the type of the others.
//
// expect: dovetail: this argument has another SQL type than the first one
#include <dovetail/sqlite.hpp>
#include <dovetail/sql.hpp>

#include "models.hpp"

#ifdef MISTAKE
dt::task<void> mistake(Db& db) {
    auto result = co_await db.execute(dt::select(dt::lag(posts.score, 1, "none").over(dt::window().order_by(posts.id))));
}
#else
dt::task<bool> program(Db& db) {
    auto result = co_await db.execute(dt::select(dt::lag(posts.score, 1, -1).over(dt::window().order_by(posts.id))).order_by(posts.id));
    co_return result.scalars().all() == std::vector{-1, 3, 5};
}
int main() { return run(program); }
#endif
