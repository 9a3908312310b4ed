// SPDX-License-Identifier: BSL-1.0
// One count of many rows has no one title beside it; SQLite would choose one by chance.
//
// expect: dovetail: this column stands beside an aggregate function without being grouped; put it inside an aggregate, or into group_by()
// expect: posts.title
#include <dovetail/sqlite.hpp>

#include "models.hpp"

#ifdef MISTAKE
dt::task<void> print_count(Db& db) {
    auto result = co_await db.execute(dt::select(posts.title, dt::count(posts.id)));
}
#else
dt::task<bool> program(Db& db) {
    auto result = co_await db.execute(dt::select(dt::min(posts.title), dt::count(posts.id)));
    auto [title, count] = result.one();
    co_return title == "first" && count == 3;
}
int main() { return run(program); }
#endif
