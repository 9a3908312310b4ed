// SPDX-License-Identifier: BSL-1.0
// A row value is looked up among rows of its shape.
//
// expect: dovetail: in_() of dt::tuple_() needs a select of as many things, of the same SQL types
#include <dovetail/sqlite.hpp>

#include "models.hpp"

#ifdef MISTAKE
dt::task<void> mistake(Db& db) {
    auto result = co_await db.execute(
        dt::select(users.username).where(dt::tuple_(users.id, users.role_id).in_(dt::select(posts.author_id))));
}
#else
dt::task<bool> program(Db& db) {
    auto result = co_await db.execute(
        dt::select(users.username).where(dt::tuple_(users.id, users.role_id).in_(dt::select(posts.author_id, posts.score - 4))));
    co_return result.scalar_one() == "bob";
}
int main() { return run(program); }
#endif
