// SPDX-License-Identifier: BSL-1.0
// Each author's group has many titles; SQLite would show one of them by chance.
//
// expect: dovetail: this column stands beside an aggregate function without being grouped; put it inside an aggregate, or into group_by()
// expect: posts.title
#include <dovetail/sqlite.hpp>

#include "models.hpp"

#ifdef MISTAKE
dt::task<void> count_by_author(Db& db) {
    auto result = co_await db.execute(dt::select(posts.title, dt::count(posts.id)).group_by(posts.author_id));
}
#else
dt::task<bool> program(Db& db) {
    auto result = co_await db.execute(
        dt::select(posts.author_id, dt::count(posts.id)).group_by(posts.author_id).order_by(posts.author_id));
    auto [author, count] = result.first().value();
    co_return author == 1 && count == 2;
}
int main() { return run(program); }
#endif
