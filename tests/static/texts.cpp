// SPDX-License-Identifier: BSL-1.0
// The exact SQL of statements on SQLite, as constants: operators and their brackets, selects, changes.
#include "tables.hpp"

#include <span>

namespace {

template <class Statement>
constexpr std::string_view text(Statement const& statement) {
    return dt::sql<dt::sqlite>(statement);
}
/// What stands in a select of posts.id behind FROM "posts" and that word.
template <class Statement>
constexpr std::string_view behind(std::string_view word, Statement const& statement) {
    constexpr std::string_view before = R"(SELECT "posts"."id" FROM "posts")";
    auto rest = text(statement);
    if (!rest.starts_with(before)) return rest;
    rest.remove_prefix(before.size());
    if (!rest.starts_with(word)) return rest;
    rest.remove_prefix(word.size());
    return rest;
}
template <class... Conditions>
constexpr std::string_view where(Conditions const&... conditions) {
    return behind(" WHERE ", dt::select(posts.id).where(conditions...));
}
template <class... Terms>
constexpr std::string_view order_by(Terms const&... terms) {
    return behind(" ORDER BY ", dt::select(posts.id).order_by(terms...));
}

// Comparisons, on either side, and every operator.
static_assert(where(posts.id == 1) == R"("posts"."id" = ?)");
static_assert(where(posts.id != 1) == R"("posts"."id" <> ?)");
static_assert(where(posts.id < 1) == R"("posts"."id" < ?)");
static_assert(where(posts.id <= 1) == R"("posts"."id" <= ?)");
static_assert(where(posts.id > 1) == R"("posts"."id" > ?)");
static_assert(where(posts.id >= 1) == R"("posts"."id" >= ?)");
static_assert(where(3 == posts.id) == R"(? = "posts"."id")");
static_assert(where(posts.score == posts.id) == R"("posts"."score" = "posts"."id")");
static_assert(where(posts.title == "x") == R"("posts"."title" = ?)");
static_assert(where(posts.title.like("a%")) == R"("posts"."title" LIKE ?)");
static_assert(where(posts.title.not_like("a%")) == R"("posts"."title" NOT LIKE ?)");
static_assert(where(posts.id.between(1, 9)) == R"("posts"."id" BETWEEN ? AND ?)");
static_assert(where(posts.title.between("a", "b")) == R"("posts"."title" BETWEEN ? AND ?)");
static_assert(where((posts.score + 1).between(posts.id, posts.id + 2)) ==
              R"("posts"."score" + ? BETWEEN "posts"."id" AND "posts"."id" + ?)");

// NULL: of its own where it is known, compared NULL-safe where it may be.
static_assert(where(posts.reviewer_id == std::nullopt) == R"("posts"."reviewer_id" IS NULL)");
static_assert(where(posts.reviewer_id != std::nullopt) == R"("posts"."reviewer_id" IS NOT NULL)");
static_assert(where(posts.reviewer_id.is_null()) == R"("posts"."reviewer_id" IS NULL)");
static_assert(where(posts.reviewer_id.is_not_null()) == R"("posts"."reviewer_id" IS NOT NULL)");
static_assert(where(posts.reviewer_id == std::optional<int>()) == R"("posts"."reviewer_id" IS ?)");
static_assert(where(posts.reviewer_id != std::optional<int>(1)) == R"("posts"."reviewer_id" IS NOT ?)");

// A range is one parameter, whatever its length.
template <class Range>
inline constexpr std::string_view in_range =
    dt::sql<dt::sqlite, decltype(dt::select(posts.id).where(posts.id.in_(std::declval<Range const&>())))>;
static_assert(in_range<std::vector<int>> ==
              R"(SELECT "posts"."id" FROM "posts" WHERE "posts"."id" IN dovetail_range(?))");
static_assert(in_range<std::array<long, 3>> == in_range<std::vector<int>>);
static_assert(where(posts.author_id.in_(dt::select(users.id).where(users.is_active))) ==
              R"("posts"."author_id" IN (SELECT "users"."id" FROM "users" WHERE "users"."is_active"))");
static_assert(where(posts.author_id.not_in(dt::select(users.id).order_by(users.id.desc()).limit(3))) ==
              R"("posts"."author_id" NOT IN (SELECT "users"."id" FROM "users" ORDER BY "users"."id" DESC LIMIT ?))");
static_assert(where(dt::exists(dt::select(users.id).where(users.id == posts.author_id))) ==
              R"(EXISTS (SELECT "users"."id" FROM "users" WHERE "users"."id" = "posts"."author_id"))");

// AND, OR and NOT, with brackets where they are needed and nowhere else.
static_assert(where(posts.id == 1, posts.id == 2) == R"("posts"."id" = ? AND "posts"."id" = ?)");
static_assert(where(posts.id == 1 && posts.id == 2) == where(posts.id == 1, posts.id == 2));
static_assert(where(dt::and_(posts.id == 1, posts.id == 2)) == where(posts.id == 1, posts.id == 2));
static_assert(where(posts.id == 1 || posts.id == 2) == R"("posts"."id" = ? OR "posts"."id" = ?)");
static_assert(where(dt::or_(posts.id == 1, posts.id == 2)) == where(posts.id == 1 || posts.id == 2));
static_assert(where(dt::or_(posts.id == 1)) == where(posts.id == 1));
static_assert(where(dt::or_(posts.id == 1, posts.id == 2), posts.score > 0) ==
              R"(("posts"."id" = ? OR "posts"."id" = ?) AND "posts"."score" > ?)");
static_assert(where(dt::or_(posts.id == 1, dt::and_(posts.id == 2, posts.id == 3))) ==
              R"("posts"."id" = ? OR "posts"."id" = ? AND "posts"."id" = ?)");
static_assert(where(!(posts.id == 1)) == R"(NOT "posts"."id" = ?)");
static_assert(where(dt::not_(posts.id == 1)) == where(!(posts.id == 1)));
static_assert(where(!(posts.id == 1 || posts.id == 2), !(posts.id == 3 && posts.id == 4)) ==
              R"(NOT ("posts"."id" = ? OR "posts"."id" = ?) AND NOT ("posts"."id" = ? AND "posts"."id" = ?))");
static_assert(where((posts.id == 1) == true) == R"(("posts"."id" = ?) = ?)");

// Arithmetic.
static_assert(where(posts.score + 1 > 3) == R"("posts"."score" + ? > ?)");
static_assert(where(posts.score * 2 + 1 == 3) == R"("posts"."score" * ? + ? = ?)");
static_assert(where((posts.score + 1) * 2 == 3) == R"(("posts"."score" + ?) * ? = ?)");
static_assert(where(posts.score - (posts.id - 1) == 0) == R"("posts"."score" - ("posts"."id" - ?) = ?)");
static_assert(where(posts.score - posts.id - 1 == 0) == R"("posts"."score" - "posts"."id" - ? = ?)");

// Order, limits.
static_assert(order_by(posts.id) == R"("posts"."id")");
static_assert(order_by(posts.id.asc()) == R"("posts"."id")");
static_assert(order_by(posts.id.desc(), posts.title) == R"("posts"."id" DESC, "posts"."title")");
static_assert(order_by(posts.reviewer_id.asc().nulls_first()) == R"("posts"."reviewer_id" NULLS FIRST)");
static_assert(order_by(posts.reviewer_id.desc().nulls_last()) == R"("posts"."reviewer_id" DESC NULLS LAST)");
static_assert(order_by((posts.score + 1).desc()) == R"("posts"."score" + ? DESC)");
static_assert(behind(" ", dt::select(posts.id).limit(3)) == "LIMIT ?");
static_assert(behind(" ", dt::select(posts.id).limit(3).offset(2)) == "LIMIT ? OFFSET ?");
static_assert(behind(" ", dt::select(posts.id).offset(2)) == "LIMIT -1 OFFSET ?");
static_assert(behind(" ", dt::select(posts.id).order_by(posts.title).limit(1).where(posts.id == 1).where(posts.id == 2)
                              .order_by(posts.id)) ==
              R"(WHERE "posts"."id" = ? AND "posts"."id" = ? ORDER BY "posts"."title", "posts"."id" LIMIT ?)");

// What is selected.
static_assert(text(dt::select(users)) == R"(SELECT "users"."id", "users"."username", "users"."nickname", )"
                                         R"("users"."is_active", "users"."created_at", "users"."role_id" FROM "users")");
static_assert(text(dt::select(users.id, users.username)) == R"(SELECT "users"."id", "users"."username" FROM "users")");
static_assert(text(dt::select(roles.name).distinct()) == R"(SELECT DISTINCT "roles"."name" FROM "roles")");
static_assert(text(dt::select(posts.score + 1, dt::lower(posts.title), dt::upper(posts.title), dt::length(posts.title))) ==
              R"(SELECT "posts"."score" + ?, lower("posts"."title"), upper("posts"."title"), length("posts"."title"))"
              R"( FROM "posts")");
static_assert(text(dt::select(dt::coalesce(users.nickname, "none"), dt::coalesce(users.nickname, users.username))) ==
              R"(SELECT coalesce("users"."nickname", ?), coalesce("users"."nickname", "users"."username") FROM "users")");
static_assert(text(dt::select(dt::count(), dt::count(users.nickname), dt::count(dt::distinct(users.role_id)))
                       .select_from(users)) ==
              R"(SELECT count(*), count("users"."nickname"), count(DISTINCT "users"."role_id") FROM "users")");
static_assert(text(dt::select(dt::min(posts.title), dt::max(posts.score), dt::sum(posts.score + 1),
                              dt::sum(dt::distinct(posts.score)), dt::avg(posts.score), dt::avg(dt::distinct(posts.score)))) ==
              R"(SELECT min("posts"."title"), max("posts"."score"), sum("posts"."score" + ?), )"
              R"(sum(DISTINCT "posts"."score"), avg("posts"."score"), avg(DISTINCT "posts"."score") FROM "posts")");

// Another name for a table.
constexpr auto boss = dt::alias<"boss">(users);
static_assert(text(dt::select(boss.username).where(boss.id == 1)) ==
              R"(SELECT "boss"."username" FROM "users" AS "boss" WHERE "boss"."id" = ?)");
static_assert(text(dt::select(users.id).where(dt::exists(dt::select(boss.id).where(boss.id < users.id)))) ==
              R"(SELECT "users"."id" FROM "users" WHERE EXISTS )"
              R"((SELECT "boss"."id" FROM "users" AS "boss" WHERE "boss"."id" < "users"."id"))");

// Changes.
static_assert(text(dt::insert_into(posts).values(posts.title = "a", posts.author_id = 1)) ==
              R"(INSERT INTO "posts" ("title", "author_id") VALUES (?, ?))");
// Of new rows, the text for one, whatever range they are in and whatever they leave out.
static_assert(text(dt::insert_into(posts).values(std::span<dt::new_row<PostModel> const>())) ==
              R"(INSERT INTO "posts" ("id", "title", "score", "author_id", "reviewer_id") VALUES (?, ?, ?, ?, ?))");
template <class Rows>
inline constexpr std::string_view insert_text =
    dt::sql<dt::sqlite, decltype(dt::insert_into(posts).values(std::declval<Rows>()))>;
static_assert(insert_text<std::vector<dt::new_row<PostModel>>> == insert_text<dt::new_row<PostModel> const&>);
static_assert(insert_text<std::vector<dt::new_row<PostModel>>&> ==
              text(dt::insert_into(posts).values(std::span<dt::new_row<PostModel> const>())));
static_assert(text(dt::update(posts).set(posts.title = "a", posts.reviewer_id = std::nullopt).where(posts.id == 1)) ==
              R"(UPDATE "posts" SET "title" = ?, "reviewer_id" = ? WHERE "posts"."id" = ?)");
static_assert(text(dt::update(posts).set(posts.score = posts.score + 1).all_rows()) ==
              R"(UPDATE "posts" SET "score" = "posts"."score" + ?)");
static_assert(text(dt::update(posts).set(posts.title = dt::lower(posts.title)).set(posts.score = 2).where(posts.id == 1)
                       .where(posts.score == 3)) ==
              R"(UPDATE "posts" SET "title" = lower("posts"."title"), "score" = ? )"
              R"(WHERE "posts"."id" = ? AND "posts"."score" = ?)");
static_assert(text(dt::update(boss).set(boss.username = "x").where(boss.id == 1)) ==
              R"(UPDATE "users" AS "boss" SET "username" = ? WHERE "boss"."id" = ?)");
static_assert(text(dt::delete_from(posts).where(posts.author_id.in_(dt::select(users.id).where(!users.is_active)))) ==
              R"(DELETE FROM "posts" WHERE "posts"."author_id" IN )"
              R"((SELECT "users"."id" FROM "users" WHERE NOT "users"."is_active"))");
static_assert(text(dt::delete_from(posts).all_rows()) == R"(DELETE FROM "posts")");
static_assert(text(dt::raw<"SELECT count(*) FROM posts WHERE id > ?", int>(3)) ==
              "SELECT count(*) FROM posts WHERE id > ?");

// Names are quoted, and so are the quotes in them.
static_assert(text(dt::select(nodes.id, nodes.label).where(nodes.parent_id == 1).order_by(nodes.label)) ==
              R"(SELECT "order"."group", "order"."say ""select""" FROM "order" WHERE "order"."parent" = ? )"
              R"(ORDER BY "order"."say ""select""")");
static_assert(text(dt::update(nodes).set(nodes.label = "x").where(nodes.id == 1)) ==
              R"(UPDATE "order" SET "say ""select""" = ? WHERE "order"."group" = ?)");
static_assert(text(dt::select(dt::alias<"\"a\"">(nodes).id)) == R"(SELECT """a"""."group" FROM "order" AS """a""")");

}  // namespace
