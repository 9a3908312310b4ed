// SPDX-License-Identifier: BSL-1.0
// A row is compared with a row of its shape.
//
// expect: dovetail: dt::tuple_() is compared with a select of as many things, of the same SQL types
#include <dovetail/sqlite.hpp>

#include "models.hpp"

#ifdef MISTAKE
auto const query = dt::select(users.username).where(dt::tuple_(users.id, users.role_id) == dt::select(posts.author_id));
#else
dt::task<bool> program(Db& db) {
    auto const query = dt::select(users.username).where(
        dt::tuple_(users.id, users.role_id) == dt::select(posts.author_id, posts.score - 4).where(posts.id == 2));
    auto result = co_await db.execute(query);
    co_return result.scalar_one() == "bob";
}
int main() { return run(program); }
#endif
