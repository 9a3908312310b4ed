// SPDX-License-Identifier: BSL-1.0
// The exact SQL of functions on both databases, and the types of their results.
#include "tables.hpp"

#include <dovetail/backend/postgres/dialect.hpp>
#include <dovetail/functions.hpp>
#include <dovetail/types/numeric.hpp>
#include <dovetail/types/time.hpp>
#include <dovetail/types/timestamp.hpp>

namespace {

using namespace std::chrono_literals;

template <class Dialect, class E>
constexpr std::string_view expression_text = [] {
    constexpr std::string_view before = dt::sql<Dialect, decltype(dt::select(users.id))>;
    auto const all = dt::sql<Dialect, decltype(dt::select(users.id, std::declval<E const&>()))>;
    auto const from = before.substr(before.rfind(" FROM "));
    auto const first = before.size() - from.size() + 2;             // SELECT "users"."id" and a comma
    return all.substr(first, all.size() - first - from.size());
}();
template <class E>
constexpr bool is(std::string_view sqlite, std::string_view postgres) {
    return expression_text<dt::sqlite, E> == sqlite && expression_text<dt::postgres, E> == postgres;
}
template <class E>
constexpr bool is_postgres(std::string_view text) { return expression_text<dt::postgres, E> == text; }
template <class E, class Type>
constexpr bool has_type = std::same_as<typename E::type, Type>;

#define EXPRESSION(...) std::remove_cvref_t<decltype(__VA_ARGS__)>

// Arguments that a bracket or comma ends need no brackets; PostgreSQL counts characters in 32 bits.
static_assert(is<EXPRESSION(dt::substr(users.username + "x", users.id + 1, 3))>(
    R"(substr("users"."username" || ?, "users"."id" + ?, ?))",
    R"(substr("users"."username" || $1, CAST(("users"."id" + $2) AS INTEGER), CAST($3 AS INTEGER)))"));
static_assert(is<EXPRESSION(dt::position(users.username, "n") + 1)>(R"(instr("users"."username", ?) + ?)", R"(strpos("users"."username", $1) + $2)"));
static_assert(is<EXPRESSION(dt::concat(users.username, users.nickname))>(
    R"((coalesce("users"."username", '') || coalesce("users"."nickname", '')))", R"(concat("users"."username", "users"."nickname"))"));
// The order of values is that of SQLite's text; PostgreSQL's names them.
static_assert(is<EXPRESSION(dt::repeat(users.username + "x", users.id + 2) == "y")>(
    R"(replace(hex(zeroblob("users"."id" + ?)), '00', "users"."username" || ?) = ?)",
    R"(repeat("users"."username" || $2, CAST(("users"."id" + $1) AS INTEGER)) = $3)"));
static_assert(is_postgres<EXPRESSION(dt::lpad(users.username, 5))>(R"(lpad("users"."username", CAST($1 AS INTEGER), $2))"));
static_assert(has_type<EXPRESSION(dt::trim(users.nickname)), dt::nullable<dt::text>>);
static_assert(has_type<EXPRESSION(dt::trim(users.username)), dt::text>);
static_assert(has_type<EXPRESSION(dt::position(users.username, std::optional<std::string>())), dt::nullable<dt::integer>>);
static_assert(has_type<EXPRESSION(dt::concat(users.nickname, "x")), dt::text>);

// How text is compared, and what it is like.
static_assert(is<EXPRESSION(dt::collate<"NOCASE">(users.username) == "x")>(R"(("users"."username" COLLATE "NOCASE") = ?)",
                                                                           R"(("users"."username" COLLATE "NOCASE") = $1)"));
static_assert(is<EXPRESSION(dt::collate<"C">(users.username + "x"))>(R"(("users"."username" || ?) COLLATE "C")", R"(("users"."username" || $1) COLLATE "C")"));
static_assert(is<EXPRESSION(dt::regexp_match(users.username, "^a"))>(R"("users"."username" REGEXP ?)", R"("users"."username" ~ $1)"));
static_assert(is_postgres<EXPRESSION(dt::regexp_replace(users.username, "a+", "b"))>(R"(regexp_replace("users"."username", $1, $2, 'g'))"));
static_assert(has_type<EXPRESSION(dt::collate<"C">(users.nickname)), dt::nullable<dt::text>>);

// Bits.
static_assert(is<EXPRESSION((users.id & 4) != 0)>(R"(("users"."id" & ?) <> ?)", R"(("users"."id" & $1) <> $2)"));
static_assert(is<EXPRESSION((users.id + 1) | ~users.role_id)>(R"(("users"."id" + ?) | (~"users"."role_id"))", R"(("users"."id" + $1) | (~"users"."role_id"))"));
static_assert(is<EXPRESSION(1 << users.id >> 2)>(R"((? << "users"."id") >> ?)",
                                                R"(CAST((CAST($1 AS BIGINT) << CAST("users"."id" AS INTEGER)) AS BIGINT) >> CAST($2 AS INTEGER))"));
static_assert(is_postgres<EXPRESSION(users.id ^ 3)>(R"("users"."id" # $1)"));
static_assert(has_type<EXPRESSION(users.id & 1), dt::bigint>);

// What collects.
template <class Dialect, class E>
constexpr bool collects_as(std::string_view text) {
    auto const all = dt::sql<Dialect, decltype(dt::select(std::declval<E const&>()).select_from(users))>;
    constexpr std::string_view before = "SELECT ", behind = " FROM \"users\"";
    return all.starts_with(before) && all.ends_with(behind) && all.substr(before.size(), all.size() - before.size() - behind.size()) == text;
}
template <class E>
constexpr bool collects(std::string_view sqlite, std::string_view postgres) {
    return collects_as<dt::sqlite, E>(sqlite) && collects_as<dt::postgres, E>(postgres);
}
template <class E>
constexpr bool collects_on_postgres(std::string_view text) { return collects_as<dt::postgres, E>(text); }
static_assert(collects<EXPRESSION(dt::array_agg(dt::distinct(users.username)))>(R"(json_group_array(DISTINCT "users"."username"))",
                                                                         R"(array_agg(DISTINCT "users"."username"))"));
static_assert(collects<EXPRESSION(dt::array_agg(users.is_active))>(R"(json_group_array(json(CASE "users"."is_active" WHEN 1 THEN 'true' WHEN 0 THEN 'false' END)))",
                                                             R"(array_agg("users"."is_active"))"));
static_assert(collects_on_postgres<EXPRESSION(dt::array_agg(users.username).order_by(users.id.desc()))>(R"(array_agg("users"."username" ORDER BY "users"."id" DESC))"));
static_assert(collects<EXPRESSION(dt::json_agg(dt::json_object("id", users.id)))>(R"(json_group_array(json(json_object(?, "users"."id"))))",
                                                                           R"(jsonb_agg(jsonb_build_object($1, "users"."id")))"));
static_assert(collects<EXPRESSION(dt::json_object_agg(users.username, users.id))>(R"(json_group_object("users"."username", "users"."id"))",
                                                                           R"(jsonb_object_agg("users"."username", "users"."id"))"));
static_assert(collects_on_postgres<EXPRESSION(dt::aggregate_function<"bit_or", dt::nullable<dt::bigint>>(users.id))>(R"(bit_or("users"."id"))"));
static_assert(collects<EXPRESSION(dt::aggregate_function<"total", dt::double_precision>(dt::distinct(users.id), 2))>(R"(total(DISTINCT "users"."id", ?))",
                                                                                                              R"(total(DISTINCT "users"."id", $1))"));
static_assert(has_type<EXPRESSION(dt::array_agg(users.nickname)), dt::nullable<dt::array<dt::nullable<dt::string<50>>>>>);
static_assert(has_type<EXPRESSION(dt::json_agg(users.id)), dt::nullable<dt::jsonb>>);

static_assert(is<EXPRESSION(dt::round(users.id / 2.0, 2) * 2)>(
    R"(round(CAST("users"."id" AS DOUBLE PRECISION) / ?, ?) * ?)", R"(CAST(round(CAST(("users"."id" / $1) AS NUMERIC), CAST($2 AS INTEGER)) AS DOUBLE PRECISION) * $3)"));
static_assert(is<EXPRESSION(dt::mod(users.id, 3) * 2)>(R"((CAST("users"."id" AS INTEGER) % CAST(? AS INTEGER)) * ?)",
                                                       R"(mod(CAST("users"."id" AS BIGINT), CAST($1 AS BIGINT)) * $2)"));
static_assert(is<EXPRESSION(dt::greatest(users.id, 7, users.role_id + 1))>(R"(max("users"."id", ?, "users"."role_id" + ?))",
                                                                           R"(greatest("users"."id", $1, "users"."role_id" + $2))"));
static_assert(has_type<EXPRESSION(dt::abs(users.id)), dt::integer>);
static_assert(has_type<EXPRESSION(dt::greatest(users.id, 0.5)), dt::double_precision>);

static_assert(is<EXPRESSION(dt::extract<dt::year>(users.created_at) > 2000)>(
    R"(CAST(strftime('%Y', "users"."created_at") AS INTEGER) > ?)",
    R"(CAST(extract(year FROM "users"."created_at" AT TIME ZONE 'UTC') AS INTEGER) > $1)"));
static_assert(is<EXPRESSION(dt::extract<dt::quarter>(2026y / 1 / 1) * 2)>(R"(((CAST(strftime('%m', ?) AS INTEGER) + 2) / 3) * ?)",
                                                                          R"(CAST(extract(quarter FROM CAST($1 AS TIMESTAMP)) AS INTEGER) * $2)"));
static_assert(is<EXPRESSION(users.created_at > dt::now() - 24h)>(
    R"("users"."created_at" > replace(strftime('%Y-%m-%d %H:%M:%f', replace(strftime('%Y-%m-%d %H:%M:%f', 'now') || '000', '.000000', ''), )"
    R"(? || ' seconds') || '000', '.000000', ''))",
    R"("users"."created_at" > (now() + make_interval(secs => CAST($1 AS DOUBLE PRECISION))))"));
static_assert(is<EXPRESSION(users.created_at - users.id * std::chrono::minutes(2))>(
    R"(replace(strftime('%Y-%m-%d %H:%M:%f', "users"."created_at", ("users"."id" * ?) || ' seconds') || '000', '.000000', ''))",
    R"("users"."created_at" + make_interval(secs => CAST(("users"."id" * $1) AS DOUBLE PRECISION)))"));
static_assert(is<EXPRESSION(dt::current_date() + std::chrono::days(1))>(R"(date(date('now'), ? || ' days'))",
                                                                       R"(CAST(now() AT TIME ZONE 'UTC' AS DATE) + CAST($1 AS INTEGER))"));
static_assert(is<EXPRESSION(dt::strftime<"%Y-%m">(users.created_at))>(
    R"(strftime('%Y-%m', "users"."created_at"))", R"(to_char("users"."created_at" AT TIME ZONE 'UTC', 'YYYY"-"MM'))"));
static_assert(has_type<EXPRESSION(dt::date_trunc<dt::month>(users.created_at)), dt::datetime>);
static_assert(has_type<EXPRESSION(dt::current_date() - dt::current_date()), dt::integer>);

// A value beside an array is of its elements' type.
static_assert(is_postgres<EXPRESSION(dt::array_prepend(1, dt::literal(std::vector<int>())))>("array_prepend(CAST($2 AS INTEGER), CAST($1 AS INTEGER[]))"));
static_assert(is_postgres<EXPRESSION(dt::array_replace(dt::literal(std::vector<int>()), users.id, 2))>(
    R"(array_replace(CAST($1 AS INTEGER[]), "users"."id", CAST($2 AS INTEGER)))"));
static_assert(has_type<EXPRESSION(dt::array_position(dt::literal(std::vector<int>()), 2)), dt::nullable<dt::integer>>);
// <dovetail/functions.hpp> is all that these need.
static_assert(is<EXPRESSION(dt::literal(1))>("?", "CAST($1 AS INTEGER)"));
static_assert(collects<EXPRESSION(dt::string_agg(users.username, ", "))>(R"(group_concat("users"."username", ?))",
                                                                       R"(string_agg("users"."username", CAST($1 AS TEXT)))"));

// Exact numbers stay exact, on PostgreSQL.
static_assert(is_postgres<EXPRESSION(dt::round(dt::literal(dt::decimal()), 2))>("round(CAST($1 AS NUMERIC), CAST($2 AS INTEGER))"));
static_assert(is_postgres<EXPRESSION(dt::sign(dt::literal(dt::decimal())))>("CAST(sign(CAST($1 AS NUMERIC)) AS INTEGER)"));
static_assert(has_type<EXPRESSION(dt::floor(std::optional(dt::decimal()))), dt::nullable<dt::value_form<dt::decimal>::type>>);

// A timestamp is in no time zone; on SQLite it is kept as a datetime.
using clock_time = dt::timestamp::value_type;
static_assert(is<EXPRESSION(dt::date_trunc<dt::month>(clock_time()))>("strftime('%Y-%m-01 00:00:00', ?)", "date_trunc('month', CAST($1 AS TIMESTAMP))"));
static_assert(is<EXPRESSION(dt::literal(clock_time()) + std::chrono::years(1))>(
    "replace(strftime('%Y-%m-%d %H:%M:%f', ?, ? || ' months') || '000', '.000000', '')",
    "(CAST(CAST($1 AS TIMESTAMP) AS TIMESTAMP) + make_interval(months => CAST($2 AS INTEGER)))"));
static_assert(is_postgres<EXPRESSION(dt::date_trunc<dt::month>(users.created_at))>(
    R"(date_trunc('month', "users"."created_at" AT TIME ZONE 'UTC') AT TIME ZONE 'UTC')"));
static_assert(is_postgres<EXPRESSION(users.created_at - std::chrono::months(1))>(
    R"(("users"."created_at" AT TIME ZONE 'UTC' + make_interval(months => CAST($1 AS INTEGER))) AT TIME ZONE 'UTC')"));
static_assert(is<EXPRESSION(dt::cast<dt::timestamp>(users.created_at))>(R"("users"."created_at")", R"(("users"."created_at" AT TIME ZONE 'UTC'))"));
static_assert(is<EXPRESSION(dt::cast<dt::datetime>(dt::literal(clock_time())))>("?", "(CAST(CAST($1 AS TIMESTAMP) AS TIMESTAMP) AT TIME ZONE 'UTC')"));
static_assert(is<EXPRESSION(dt::extract<dt::hour>(std::chrono::microseconds()))>("CAST(substr(?, 1, 2) AS INTEGER)",
                                                                               "CAST(extract(hour FROM CAST($1 AS TIME)) AS INTEGER)"));
static_assert(has_type<EXPRESSION(dt::literal(clock_time()) + 1s), dt::timestamp>);
static_assert(has_type<EXPRESSION(dt::date_trunc<dt::month>(std::optional(clock_time()))), dt::nullable<dt::timestamp>>);

static_assert(is<EXPRESSION(dt::json_extract<"$.a.\"b c\"[0]", dt::integer>(users.username))>(
    R"(json_extract("users"."username", '$.a."b c"[0]'))",
    R"(CAST(CAST("users"."username" AS JSONB) #>> '{"a","b c","0"}' AS BIGINT))"));
static_assert(is<EXPRESSION(dt::json_has_key(users.username, "k"))>(
    R"(EXISTS (SELECT 1 FROM json_each("users"."username") WHERE key = ?))", R"(CAST("users"."username" AS JSONB) ? $1)"));
static_assert(has_type<EXPRESSION(dt::json_extract<"$", dt::text>(users.username)), dt::nullable<dt::text>>);
static_assert(dt::detail::json_path<"$">::postgres.view() == "{}");
static_assert(dt::detail::json_path<"a">::size == 0 && dt::detail::json_path<"$.">::size == 0 && dt::detail::json_path<"$[x]">::size == 0 &&
              dt::detail::json_path<"$[1">::size == 0 && dt::detail::json_path<"$.a'">::size == 0 && dt::detail::json_path<"$.\"">::size == 0);

static_assert(is_postgres<EXPRESSION(dt::text_matches(dt::to_tsvector<"english">(users.username), dt::plainto_tsquery<"english">("x")))>(
    R"(to_tsvector('english', "users"."username") @@ plainto_tsquery('english', $1))"));
static_assert(expression_text<dt::sqlite, EXPRESSION(dt::fts5_match(users, "x"))> == R"("users"."users" MATCH ?)");

}  // namespace
