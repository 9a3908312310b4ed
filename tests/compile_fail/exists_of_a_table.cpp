// SPDX-License-Identifier: BSL-1.0
// EXISTS is about the rows of a query.
//
// expect: dovetail: exists() takes a select
#include <dovetail/sqlite.hpp>

#include "models.hpp"

#ifdef MISTAKE
dt::task<void> mistake(Db& db) {
    auto result = co_await db.execute(dt::select(users).where(dt::exists(posts)));
}
#else
dt::task<bool> program(Db& db) {
    auto result = co_await db.execute(dt::select(users).where(dt::exists(dt::select(posts).where(posts.author_id == users.id))));
    co_return result.all().size() > 0;
}
int main() { return run(program); }
#endif
