// SPDX-License-Identifier: BSL-1.0
// A label is the name of something that is selected.
//
// expect: dovetail: nothing is selected under this label; write expression.as(label) in select()
// expect: total
#include <dovetail/sqlite.hpp>

#include "models.hpp"

constexpr dt::label<"total"> total;

#ifdef MISTAKE
dt::task<void> authors(Db& db) {
    auto result = co_await db.execute(
        dt::select(posts.author_id, dt::count(posts.id)).group_by(posts.author_id).order_by(total.desc()));
}
#else
dt::task<bool> program(Db& db) {
    auto result = co_await db.execute(
        dt::select(posts.author_id, dt::count(posts.id).as(total)).group_by(posts.author_id).order_by(total.desc()));
    auto [author, count] = result.first().value();
    co_return author == 1 && count == 2;
}
int main() { return run(program); }
#endif
