// SPDX-License-Identifier: BSL-1.0
// There is no sum of counts without a subquery.
//
// expect: dovetail: an aggregate function cannot stand inside another
#include <dovetail/sqlite.hpp>

#include "models.hpp"

#ifdef MISTAKE
dt::task<void> print_sum(Db& db) {
    auto result = co_await db.execute(dt::select(dt::sum(dt::count(posts.id))));
}
#else
dt::task<bool> program(Db& db) {
    auto result = co_await db.execute(dt::select(dt::sum(posts.score), dt::count(posts.id)));
    auto [sum, count] = result.one();
    co_return sum == 8 && count == 3;
}
int main() { return run(program); }
#endif
