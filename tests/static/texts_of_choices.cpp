// SPDX-License-Identifier: BSL-1.0
// Statements with choices: all of their parts are in the static text, which is checked.
#include "tables.hpp"

#include <dovetail/backend/postgres/dialect.hpp>
#include <dovetail/sql.hpp>

namespace {

template <class Statement>
constexpr bool is(Statement const& statement, std::string_view sqlite, std::string_view postgres) {
    return dt::sql<dt::sqlite>(statement) == sqlite && dt::sql<dt::postgres>(statement) == postgres;
}

// Assignments.
constexpr auto title = dt::when(false, posts.title = "x");
constexpr auto score = dt::when(std::optional(3), [](int given) { return posts.score = posts.score + given; });
static_assert(is(dt::update(posts).set(title, posts.reviewer_id = std::nullopt, score).where(posts.id == 1),
                 R"(UPDATE "posts" SET "title" = ?, "reviewer_id" = ?, "score" = "posts"."score" + ? WHERE "posts"."id" = ?)",
                 R"(UPDATE "posts" SET "title" = $2, "reviewer_id" = $3, "score" = "posts"."score" + $5 WHERE "posts"."id" = $6)"));
static_assert(is(dt::insert_into(posts).values(posts.title = "x", dt::when(true, posts.score = 1), posts.author_id = 2)
                     .on_conflict(posts.id).do_update(score),
                 R"(INSERT INTO "posts" ("title", "score", "author_id") VALUES (?, ?, ?) ON CONFLICT ("id") DO UPDATE SET )"
                 R"("score" = "posts"."score" + ?)",
                 R"(INSERT INTO "posts" ("title", "score", "author_id") VALUES ($1, $3, $4) ON CONFLICT ("id") DO UPDATE SET )"
                 R"("score" = "posts"."score" + $6)"));

// LIMIT and OFFSET as named parameters; the last of several holds.
static_assert(is(dt::select(posts.id).where(posts.id > 1).limit(dt::param<"count">).offset(dt::param<"first">),
                 R"(SELECT "posts"."id" FROM "posts" WHERE "posts"."id" > ? LIMIT ? OFFSET ?)",
                 R"(SELECT "posts"."id" FROM "posts" WHERE "posts"."id" > $1 LIMIT $2 OFFSET $3)"));
static_assert(is(dt::select(posts.id).offset(dt::param<"first">), R"(SELECT "posts"."id" FROM "posts" LIMIT -1 OFFSET ?)",
                 R"(SELECT "posts"."id" FROM "posts" OFFSET $1)"));
static_assert(is(dt::union_(dt::select(posts.id).limit(dt::param<"some">), dt::select(users.id)).limit(dt::param<"count">),
                 R"(SELECT * FROM (SELECT "posts"."id" FROM "posts" LIMIT ?) UNION SELECT "users"."id" FROM "users" LIMIT ?)",
                 R"((SELECT "posts"."id" FROM "posts" LIMIT $1) UNION SELECT "users"."id" FROM "users" LIMIT $2)"));
constexpr auto limited = dt::select(posts.id).limit(dt::param<"count">);
static_assert(std::same_as<decltype(limited.limit(3)), decltype(dt::select(posts.id).limit(3))>);
static_assert(std::same_as<decltype(dt::select(posts.id).limit(std::optional<std::int64_t>()).limit(dt::param<"count">)), decltype(dt::select(posts.id).limit(dt::param<"count">))>);

}  // namespace
