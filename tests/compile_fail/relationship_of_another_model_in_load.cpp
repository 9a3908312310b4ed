// SPDX-License-Identifier: BSL-1.0
// load() takes a relationship of the object it is given.
//
// expect: dovetail: load() is given a relationship of another model
#include <dovetail/sqlite.hpp>

#include "models.hpp"

#ifdef MISTAKE
dt::task<void> print_author(Db& db, User user) {
    auto author = co_await db.load(user, posts.author);
}
#else
dt::task<bool> program(Db& db) {
    auto result = co_await db.execute(dt::select(posts).order_by(posts.id));
    auto all = result.scalars().all();
    auto author = co_await db.load(all[0], posts.author);
    auto with_authors = co_await db.load(all, posts.author);
    co_return author.username == "ann" && with_authors[1].author.username == "bob";
}
int main() { return run(program); }
#endif
