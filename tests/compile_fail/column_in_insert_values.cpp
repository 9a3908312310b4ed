// SPDX-License-Identifier: BSL-1.0
// The values of an INSERT stand alone: there is no row whose columns they could name.
//
// expect: dovetail: this column's table is not in FROM; select from it, join it, or use a subquery
// expect: posts.title
#include <dovetail/sqlite.hpp>

#include "models.hpp"

#ifdef MISTAKE
dt::task<void> mistake(Db& db) {
    auto result = co_await db.execute(dt::insert_into(roles).values(roles.name = posts.title));
}
#else
dt::task<bool> program(Db& db) {
    auto result = co_await db.execute(
        dt::insert_into(roles).values(roles.name = dt::scalar_subquery(dt::select(posts.title).where(posts.id == 1))));
    co_return result.row_count() == 1;
}
int main() { return run(program); }
#endif
