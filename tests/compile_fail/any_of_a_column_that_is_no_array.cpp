// SPDX-License-Identifier: BSL-1.0
// ANY takes what holds several values; a column does where it is an array.
//
// expect: dovetail: any_() and all_() take a range, a select of one thing, or an array column, of the type of what they are compared with
#include <dovetail/sqlite.hpp>

#include "models.hpp"

#ifdef MISTAKE
dt::task<void> mistake(Db& db) {
    auto result = co_await db.execute(dt::select(users.id).where(users.username == dt::any_(users.nickname)));
}
#else
dt::task<bool> program(Db& db) {
    auto result = co_await db.execute(dt::select(users.id).where(users.id == dt::any_(dt::select(posts.author_id).where(posts.score == 5))));
    co_return result.scalar_one() == 2;
}
int main() { return run(program); }
#endif
