// SPDX-License-Identifier: BSL-1.0
// A statement that the dialect cannot do: in SQLite's WITH stand queries only.
//
// expect: dovetail: this database has no such statement
// expect: SQLite.a mutation in WITH
#include <dovetail/sqlite.hpp>
#include <dovetail/sql.hpp>

#include "models.hpp"

#ifdef MISTAKE
constexpr auto removed = dt::cte<"removed">(dt::delete_from(posts).where(posts.score == 0).returning(posts.title));
dt::task<void> remove(Db& db) {
    auto result = co_await db.execute(dt::with_(removed)(dt::select(removed)));
}
#else
dt::task<bool> program(Db& db) {
    auto result = co_await db.execute(dt::delete_from(posts).where(posts.score == 0).returning(posts.title));
    co_return result.scalar_one() == "third";
}
int main() { return run(program); }
#endif
