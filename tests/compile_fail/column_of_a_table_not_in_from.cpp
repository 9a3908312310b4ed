// SPDX-License-Identifier: BSL-1.0
// A condition on a table that the statement does not read from: SQLAlchemy joins it to every row, without a word.
//
// expect: dovetail: this column's table is not in FROM; select from it, join it, or use a subquery
// expect: posts.title
#include <dovetail/sqlite.hpp>

#include "models.hpp"

#ifdef MISTAKE
dt::task<std::vector<User>> authors_of(Db& db, std::string title) {
    auto result = co_await db.execute(dt::select(users).where(posts.title == title));
    co_return result.scalars().all();
}
#else
dt::task<bool> program(Db& db) {
    auto result = co_await db.execute(
        dt::select(users).where(users.id.in_(dt::select(posts.author_id).where(posts.title == "second"))));
    co_return result.scalar_one().username == "bob";
}
int main() { return run(program); }
#endif
