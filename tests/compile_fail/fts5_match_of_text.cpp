// SPDX-License-Identifier: BSL-1.0
// A table of FTS5 is searched, not what a program knows.
//
// expect: dovetail: fts5_match() takes a table made by FTS5, or one of its columns
#include <dovetail/sqlite.hpp>
#include <dovetail/sql.hpp>

#include "models.hpp"

#ifdef MISTAKE
auto const query = dt::select(posts.id).where(dt::fts5_match("posts", "cats"));
#else
constexpr auto query = dt::select(posts.id).where(dt::fts5_match(posts, "cats"));
static_assert(dt::sql<dt::sqlite>(query) == R"(SELECT "posts"."id" FROM "posts" WHERE "posts"."posts" MATCH ?)");
dt::task<bool> program(Db& db) {
    auto result = co_await db.execute(dt::select(posts.id).where(posts.title.contains("sec")));
    co_return result.scalar_one() == 2;
}
int main() { return run(program); }
#endif
