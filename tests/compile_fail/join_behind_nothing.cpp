// SPDX-License-Identifier: BSL-1.0
// A column of a subquery does not say what the subquery is.
//
// expect: dovetail: this column's table is not in FROM; select from it, join it, or use a subquery
// expect: some.id
#include <dovetail/sqlite.hpp>
#include <dovetail/sql.hpp>

#include "models.hpp"

#ifdef MISTAKE
dt::task<void> mistake(Db& db) {
    auto const some = dt::subquery<"some">(dt::select(users.id).where(users.id < 2));
    auto result = co_await db.execute(dt::select(some[users.id]).cross_join(users));
}
#else
dt::task<bool> program(Db& db) {
    auto const some = dt::subquery<"some">(dt::select(users.id).where(users.id < 2));
    auto result = co_await db.execute(dt::select(some[users.id]).select_from(some).cross_join(users).limit(1));
    co_return result.scalar_one() == 1;
}
int main() { return run(program); }
#endif
