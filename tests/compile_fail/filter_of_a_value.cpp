// SPDX-License-Identifier: BSL-1.0
// FILTER takes what WHERE takes.
//
// expect: dovetail: filter() takes a condition, such as users.id == 1
#include <dovetail/sqlite.hpp>
#include <dovetail/sql.hpp>

#include "models.hpp"

#ifdef MISTAKE
dt::task<void> mistake(Db& db) {
    auto result = co_await db.execute(dt::select(dt::count().filter(posts.score)));
}
#else
dt::task<bool> program(Db& db) {
    auto result = co_await db.execute(dt::select(dt::count().filter(posts.score > 3)).select_from(posts));
    co_return result.scalar_one() == 1;
}
int main() { return run(program); }
#endif
