// SPDX-License-Identifier: BSL-1.0
// PostgreSQL searches prepared documents.
//
// expect: dovetail: an argument of this function has another SQL type than the function takes
#include <dovetail/sqlite.hpp>
#include <dovetail/sql.hpp>
#include <dovetail/backend/postgres/dialect.hpp>

#include "models.hpp"

#ifdef MISTAKE
auto const query = dt::select(posts.id).where(dt::text_matches(posts.title, dt::to_tsquery<"english">("cats")));
#else
constexpr auto query =
    dt::select(posts.id).where(dt::text_matches(dt::to_tsvector<"english">(posts.title), dt::to_tsquery<"english">("cats")));
static_assert(dt::sql<dt::postgres>(query) ==
              R"(SELECT "posts"."id" FROM "posts" WHERE to_tsvector('english', "posts"."title") @@ to_tsquery('english', $1))");
dt::task<bool> program(Db& db) {
    auto result = co_await db.execute(dt::select(posts.id).where(posts.title.contains("sec")));
    co_return result.scalar_one() == 2;
}
int main() { return run(program); }
#endif
