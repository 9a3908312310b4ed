// SPDX-License-Identifier: BSL-1.0
// The exact SQL of expressions on both databases: arithmetic, CASE, CAST, row values, ANY and ALL, LIKE, the hatches.
#include "tables.hpp"

#include <dovetail/backend/postgres/dialect.hpp>
#include <dovetail/types/numeric.hpp>

namespace {

template <class Dialect, class First, class E>
constexpr std::string_view expression_text = [] {
    constexpr std::string_view before = dt::sql<Dialect, decltype(dt::select(std::declval<First const&>()))>;
    auto const all = dt::sql<Dialect, decltype(dt::select(std::declval<First const&>(), std::declval<E const&>()))>;
    auto const from = before.substr(before.rfind(" FROM "));
    auto const first = before.size() - from.size() + 2;             // SELECT "table"."id" and a comma
    return all.substr(first, all.size() - first - from.size());
}();
/// The texts of an expression, which need not be a constant, on both databases; over posts, and over users.
template <class E, class First = decltype(posts.id)>
constexpr bool is(std::string_view sqlite, std::string_view postgres) {
    return expression_text<dt::sqlite, First, E> == sqlite && expression_text<dt::postgres, First, E> == postgres;
}
template <class E>
constexpr bool is_of_users(std::string_view sqlite, std::string_view postgres) {
    return is<E, decltype(users.id)>(sqlite, postgres);
}
template <class E, class Type>
constexpr bool has_type = std::same_as<typename E::type, Type>;

#define EXPRESSION(...) std::remove_cvref_t<decltype(__VA_ARGS__)>

// Arithmetic. The sign binds tightest; what is narrow is calculated in 64 bits.
static_assert(is<EXPRESSION(posts.score / 2 % 3 * -posts.id - -(-posts.score))>(
    R"("posts"."score" / ? % ? * -"posts"."id" - -(-"posts"."score"))",
    R"("posts"."score" / $1 % $2 * -CAST("posts"."id" AS BIGINT) - -(-CAST("posts"."score" AS BIGINT)))"));
static_assert(is<EXPRESSION(posts.score / (posts.id / 2))>(R"("posts"."score" / ("posts"."id" / ?))",
                                                           R"("posts"."score" / ("posts"."id" / $1))"));
static_assert(is<EXPRESSION(-(posts.score + 1))>(R"(-("posts"."score" + ?))", R"(-("posts"."score" + $1))"));
static_assert(is<EXPRESSION(posts.score / posts.id)>(R"("posts"."score" / "posts"."id")",
                                                     R"(CAST("posts"."score" AS BIGINT) / "posts"."id")"));
static_assert(has_type<EXPRESSION(posts.score / 2), dt::bigint>);
static_assert(has_type<EXPRESSION(posts.score / 2.5), dt::double_precision>);
static_assert(has_type<EXPRESSION(posts.reviewer_id / 2), dt::nullable<dt::bigint>>);
static_assert(has_type<EXPRESSION(posts.score / std::optional<int>()), dt::nullable<dt::bigint>>);
static_assert(has_type<EXPRESSION(-posts.reviewer_id), dt::nullable<dt::bigint>>);
// A fraction, even where SQLite's CASE gives an integer.
static_assert(is<EXPRESSION(dt::case_().when(posts.score > 1, 2).else_(2.5) / 4)>(
    R"(CAST(CASE WHEN "posts"."score" > ? THEN ? ELSE ? END AS DOUBLE PRECISION) / ?)",
    R"(CASE WHEN "posts"."score" > $1 THEN $2 ELSE $3 END / $4)"));

// Text.
static_assert(is<EXPRESSION(posts.title + "x" + posts.title == "y")>(R"("posts"."title" || ? || "posts"."title" = ?)",
                                                                      R"("posts"."title" || $1 || "posts"."title" = $2)"));
static_assert(is<EXPRESSION("a" + (posts.title + "x"))>(R"(? || ("posts"."title" || ?))", R"($1 || ("posts"."title" || $2))"));
static_assert(has_type<EXPRESSION(posts.title + "x"), dt::text>);
// Integers beside text are their digits.
static_assert(is<EXPRESSION("no. " + posts.id + posts.title + 7)>(R"(? || CAST("posts"."id" AS TEXT) || "posts"."title" || CAST(? AS TEXT))",
                                                                 R"($1 || CAST("posts"."id" AS TEXT) || "posts"."title" || CAST($2 AS TEXT))"));
static_assert(is<EXPRESSION(posts.id + 1 + posts.title)>(R"(CAST("posts"."id" + ? AS TEXT) || "posts"."title")",
                                                         R"(CAST("posts"."id" + $1 AS TEXT) || "posts"."title")"));
static_assert(has_type<EXPRESSION(posts.reviewer_id + posts.title), dt::nullable<dt::text>>);

// CASE.
static_assert(is_of_users<EXPRESSION(dt::case_().when(users.role_id > 9, "good").when(users.is_active, users.username).else_("poor"))>(
    R"(CASE WHEN "users"."role_id" > ? THEN ? WHEN "users"."is_active" THEN "users"."username" ELSE ? END)",
    R"(CASE WHEN "users"."role_id" > $1 THEN $2 WHEN "users"."is_active" THEN "users"."username" ELSE $3 END)"));
static_assert(is<EXPRESSION(dt::case_(posts.id + 1).when(1, 2.5).when(posts.score, posts.score))>(
    R"(CASE "posts"."id" + ? WHEN ? THEN ? WHEN "posts"."score" THEN "posts"."score" END)",
    R"(CASE "posts"."id" + $1 WHEN $2 THEN $3 WHEN "posts"."score" THEN "posts"."score" END)"));
static_assert(has_type<EXPRESSION(dt::case_().when(posts.id == 1, 1)), dt::nullable<dt::integer>>);
static_assert(has_type<EXPRESSION(dt::case_().when(posts.id == 1, 1).else_(2)), dt::integer>);
static_assert(has_type<EXPRESSION(dt::case_().when(posts.id == 1, 1).else_(2.5)), dt::double_precision>);
static_assert(has_type<EXPRESSION(dt::case_().when(posts.id == 1, 1).else_(posts.reviewer_id)), dt::nullable<dt::integer>>);
static_assert(has_type<EXPRESSION(dt::case_().when(posts.id == 1, true).else_(std::nullopt)), dt::nullable<dt::boolean>>);
// NULL may stand first: what follows says the type.
static_assert(is<EXPRESSION(dt::case_().when(posts.score == 0, std::nullopt).when(posts.score < 9, 5).else_(2.5))>(
    R"(CASE WHEN "posts"."score" = ? THEN ? WHEN "posts"."score" < ? THEN ? ELSE ? END)",
    R"(CASE WHEN "posts"."score" = $1 THEN $2 WHEN "posts"."score" < $3 THEN $4 ELSE $5 END)"));
static_assert(has_type<EXPRESSION(dt::case_().when(posts.score == 0, std::nullopt).when(posts.score < 9, 5).else_(7)), dt::nullable<dt::integer>>);
static_assert(has_type<EXPRESSION(dt::case_(posts.score).when(0, std::nullopt).else_(posts.title)), dt::nullable<dt::string<100>>>);

// Conditions with a name.
constexpr dt::label<"is_good"> is_good;
static_assert(is<EXPRESSION((posts.score > 3).as(is_good))>(R"("posts"."score" > ? AS "is_good")", R"("posts"."score" > $1 AS "is_good")"));
static_assert(is<EXPRESSION(dt::or_(posts.title.like("a%"), !posts.title.startswith("b")).as(is_good))>(
    R"("posts"."title" LIKE ? OR NOT "posts"."title" LIKE ? ESCAPE '/' AS "is_good")",
    R"("posts"."title" LIKE $1 OR NOT "posts"."title" LIKE $2 ESCAPE '/' AS "is_good")"));
static_assert(is<EXPRESSION(posts.reviewer_id.in_(1, 2).as(is_good))>(R"("posts"."reviewer_id" IN (?, ?) AS "is_good")",
                                                                     R"("posts"."reviewer_id" IN ($1, $2) AS "is_good")"));
static_assert(is<EXPRESSION(dt::exists(dt::select(users.id)).as(is_good))>(R"(EXISTS (SELECT "users"."id" FROM "users") AS "is_good")",
                                                                          R"(EXISTS (SELECT "users"."id" FROM "users") AS "is_good")"));
static_assert(has_type<EXPRESSION((posts.score > 3).as(is_good)), dt::boolean>);
static_assert(has_type<EXPRESSION((posts.reviewer_id > 3).as(is_good)), dt::nullable<dt::boolean>>);
static_assert(has_type<EXPRESSION((posts.reviewer_id == std::nullopt).as(is_good)), dt::boolean>);
using by_condition = EXPRESSION(dt::select((posts.score > 3).as(is_good), dt::count()).group_by(is_good).order_by(is_good.desc()));
static_assert(dt::sql<dt::sqlite, by_condition> ==
              R"(SELECT "posts"."score" > ? AS "is_good", count(*) FROM "posts" GROUP BY 1 ORDER BY "is_good" DESC)");
static_assert(dt::sql<dt::postgres, by_condition> ==
              R"(SELECT "posts"."score" > $1 AS "is_good", count(*) FROM "posts" GROUP BY 1 ORDER BY "is_good" DESC)");

// CAST: the same everywhere, so not always by the database's own.
static_assert(is<EXPRESSION(dt::cast<dt::double_precision>(posts.score) / 2)>(R"(CAST("posts"."score" AS DOUBLE PRECISION) / ?)",
                                                                              R"(CAST("posts"."score" AS DOUBLE PRECISION) / $1)"));
static_assert(is<EXPRESSION(dt::cast<dt::boolean>(posts.score) == true)>(R"(("posts"."score" <> 0) = ?)", R"(("posts"."score" <> 0) = $1)"));
static_assert(is<EXPRESSION(dt::cast<dt::integer>(dt::cast<dt::double_precision>(posts.title)))>(
    R"(CAST(CAST("posts"."title" AS DOUBLE PRECISION) AS INTEGER))",
    R"(CAST(trunc(CAST("posts"."title" AS DOUBLE PRECISION)) AS INTEGER))"));
static_assert(is_of_users<EXPRESSION(dt::cast<dt::date>(users.created_at))>(R"(substr("users"."created_at", 1, 10))",
                                                                    R"(CAST("users"."created_at" AT TIME ZONE 'UTC' AS DATE))"));
static_assert(is_of_users<EXPRESSION(dt::cast<dt::text>(users.is_active))>(
    R"(CASE "users"."is_active" WHEN 1 THEN 'true' WHEN 0 THEN 'false' END)", R"(CAST("users"."is_active" AS TEXT))"));
static_assert(is_of_users<EXPRESSION(dt::cast<dt::bigint>(users.is_active))>(R"(CAST("users"."is_active" AS BIGINT))",
                                                                       R"(CAST(CAST("users"."is_active" AS INTEGER) AS BIGINT))"));
static_assert(has_type<EXPRESSION(dt::cast<dt::text>(posts.reviewer_id)), dt::nullable<dt::text>>);
static_assert(is<EXPRESSION(dt::cast<dt::integer>(std::nullopt))>("CAST(? AS INTEGER)", "CAST($1 AS INTEGER)"));
static_assert(has_type<EXPRESSION(dt::cast<dt::integer>(std::nullopt)), dt::nullable<dt::integer>>);

// Rows, ANY and ALL.
static_assert(is<EXPRESSION(dt::tuple_(posts.id, posts.title) < dt::tuple_(1, "x"))>(R"(("posts"."id", "posts"."title") < (?, ?))",
                                                                                    R"(("posts"."id", "posts"."title") < ($1, $2))"));
static_assert(is<EXPRESSION(dt::tuple_(posts.id, posts.title) == dt::select(users.id, users.username))>(
    R"(("posts"."id", "posts"."title") = (SELECT "users"."id", "users"."username" FROM "users"))",
    R"(("posts"."id", "posts"."title") = (SELECT "users"."id", "users"."username" FROM "users"))"));
static_assert(is<EXPRESSION(posts.id.in_(posts.author_id, 3, posts.score))>(R"("posts"."id" IN ("posts"."author_id", ?, "posts"."score"))",
                                                                     R"("posts"."id" IN ("posts"."author_id", $1, "posts"."score"))"));
constexpr auto one_of_two = dt::select(posts.id).where(posts.title.in_("a", "b"));     // a constant
static_assert(dt::sql<dt::postgres>(one_of_two) == R"(SELECT "posts"."id" FROM "posts" WHERE "posts"."title" IN ($1, $2))");
static_assert(is<EXPRESSION(posts.id.not_in(posts.author_id, 3))>(R"("posts"."id" NOT IN ("posts"."author_id", ?))",
                                                                R"("posts"."id" NOT IN ("posts"."author_id", $1))"));
static_assert(is<EXPRESSION(posts.id.not_between(1, 2))>(R"(NOT "posts"."id" BETWEEN ? AND ?)", R"(NOT "posts"."id" BETWEEN $1 AND $2)"));
static_assert(is<EXPRESSION(dt::lower(posts.title) == dt::lower("X"))>(R"(lower("posts"."title") = lower(?))", R"(lower("posts"."title") = lower($1))"));
static_assert(is<EXPRESSION(dt::tuple_(posts.id, posts.title).in_(dt::select(users.id, users.username)))>(
    R"(("posts"."id", "posts"."title") IN (SELECT "users"."id", "users"."username" FROM "users"))",
    R"(("posts"."id", "posts"."title") IN (SELECT "users"."id", "users"."username" FROM "users"))"));
using titles = std::vector<std::tuple<int, std::string>>;
static_assert(is<EXPRESSION(dt::tuple_(posts.id, posts.title).in_(titles()))>(
    R"(("posts"."id", "posts"."title") IN (SELECT dovetail_element(?, rowid), value FROM dovetail_range(?)))",
    R"(("posts"."id", "posts"."title") IN (SELECT * FROM unnest($1::BIGINT[], $2::TEXT[])))"));
static_assert(is<EXPRESSION(dt::tuple_(posts.id + 1, posts.title).not_in(titles()))>(
    R"(("posts"."id" + ?, "posts"."title") NOT IN (SELECT dovetail_element(?, rowid), value FROM dovetail_range(?)))",
    R"(("posts"."id" + $1, "posts"."title") NOT IN (SELECT * FROM unnest($2::BIGINT[], $3::TEXT[])))"));
static_assert(is<EXPRESSION(posts.id == dt::any_(std::vector<int>()))>(R"("posts"."id" IN dovetail_range(?))", R"("posts"."id" = ANY($1))"));
static_assert(is<EXPRESSION(posts.id != dt::all_(std::vector<int>()))>(R"("posts"."id" NOT IN dovetail_range(?))",
                                                                        R"("posts"."id" <> ALL($1))"));

// LIKE.
static_assert(is<EXPRESSION(posts.title.like("x%", '!') == true)>(R"(("posts"."title" LIKE ? ESCAPE ?) = ?)",
                                                                  R"(("posts"."title" LIKE $1 ESCAPE $2) = $3)"));
static_assert(is<EXPRESSION(posts.title.startswith("50%"))>(R"("posts"."title" LIKE ? ESCAPE '/')", R"("posts"."title" LIKE $1 ESCAPE '/')"));
static_assert(is<EXPRESSION(posts.title.endswith(posts.title))>(
    R"("posts"."title" LIKE ('%' || replace(replace(replace("posts"."title", '/', '//'), '%', '/%'), '_', '/_')) ESCAPE '/')",
    R"("posts"."title" LIKE ('%' || replace(replace(replace("posts"."title", '/', '//'), '%', '/%'), '_', '/_')) ESCAPE '/')"));

// NULL.
static_assert(is<EXPRESSION(posts.reviewer_id.is_distinct_from(3))>(R"("posts"."reviewer_id" IS NOT ?)",
                                                                    R"("posts"."reviewer_id" IS DISTINCT FROM $1)"));
static_assert(is<EXPRESSION(posts.id.is_not_distinct_from(posts.reviewer_id))>(
    R"("posts"."id" IS "posts"."reviewer_id")", R"("posts"."id" IS NOT DISTINCT FROM "posts"."reviewer_id")"));
static_assert(is<EXPRESSION(posts.reviewer_id.is_distinct_from(std::nullopt))>(R"("posts"."reviewer_id" IS NOT NULL)",
                                                                               R"("posts"."reviewer_id" IS NOT NULL)"));
static_assert(is<EXPRESSION(dt::coalesce(posts.reviewer_id, posts.id, 3))>(R"(coalesce("posts"."reviewer_id", "posts"."id", ?))",
                                                                           R"(coalesce("posts"."reviewer_id", "posts"."id", $1))"));
static_assert(has_type<EXPRESSION(dt::coalesce(posts.reviewer_id, posts.reviewer_id)), dt::nullable<dt::integer>>);
static_assert(has_type<EXPRESSION(dt::coalesce(posts.reviewer_id, 2.5)), dt::double_precision>);
static_assert(has_type<EXPRESSION(dt::coalesce(posts.reviewer_id, std::int64_t{1})), dt::bigint>);
static_assert(is<EXPRESSION(dt::nullif(posts.score, 0))>(R"(nullif("posts"."score", ?))", R"(nullif("posts"."score", $1))"));
static_assert(has_type<EXPRESSION(dt::nullif(posts.score, 0)), dt::nullable<dt::integer>>);

// The hatches.
static_assert(is<EXPRESSION(dt::raw_expression<"? + 1 || '?' || ?", dt::text>(posts.id + 1, 5) == "x")>(
    R"((("posts"."id" + ?) + 1 || '?' || ?) = ?)", R"((("posts"."id" + $1) + 1 || '?' || $2) = $3)"));
static_assert(is<EXPRESSION(dt::raw_expression<"greatest(?, ?)", dt::integer>(posts.id + 1, 5) * 2)>(
    R"(greatest("posts"."id" + ?, ?) * ?)", R"(greatest("posts"."id" + $1, $2) * $3)"));
static_assert(expression_text<dt::postgres, decltype(posts.id), EXPRESSION(dt::raw_expression<"? ?? ?2 || ?1", dt::boolean>(posts.title, posts.id + 1))> ==
              R"("posts"."title" ? ("posts"."id" + $1) || "posts"."title")");
static_assert(is<EXPRESSION(dt::function<"random", dt::bigint>() % 5 + posts.id)>(R"(random() % ? + "posts"."id")",
                                                                                  R"(random() % $1 + "posts"."id")"));
static_assert(is<EXPRESSION(dt::function<"soundex", dt::text>(posts.title))>(R"(soundex("posts"."title"))", R"(soundex("posts"."title"))"));
// An optional may be NULL, of which PostgreSQL knows no type.
static_assert(is<EXPRESSION(dt::function<"f", dt::integer>(std::optional<int>(), 5, std::optional<std::string>()))>(
    R"(f(CAST(? AS INTEGER), ?, CAST(? AS TEXT)))", R"(f(CAST($1 AS INTEGER), $2, CAST($3 AS TEXT)))"));

}  // namespace
