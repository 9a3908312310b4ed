// SPDX-License-Identifier: BSL-1.0
// The exact SQL of selects and changes on PostgreSQL, above all where it differs from SQLite's.
#include "tables.hpp"

#include <dovetail/backend/postgres/dialect.hpp>
#include <dovetail/lowering/load_related.hpp>

namespace {

template <class Statement>
constexpr std::string_view text(Statement const& statement) {
    return dt::sql<dt::postgres>(statement);
}
/// What stands in a select of posts.id behind FROM "posts".
template <class Statement>
constexpr std::string_view rest(Statement const& statement) {
    constexpr std::string_view before = R"(SELECT "posts"."id" FROM "posts" )";
    auto const all = text(statement);
    return all.starts_with(before) ? all.substr(before.size()) : all;
}
template <class... Conditions>
constexpr std::string_view where(Conditions const&... conditions) {
    auto const all = rest(dt::select(posts.id).where(conditions...));
    return all.starts_with("WHERE ") ? all.substr(6) : all;
}
template <class... Expressions>
constexpr std::string_view items(Expressions const&... expressions) {
    auto const all = text(dt::select(expressions...));
    return all.substr(7, all.rfind(" FROM ") - 7);
}

// Parameters are numbered.
static_assert(where(posts.id == 1) == R"("posts"."id" = $1)");
static_assert(where(posts.id != 1, 2 < posts.id) == R"("posts"."id" <> $1 AND $2 < "posts"."id")");
static_assert(where(posts.id >= 1, posts.id <= 2, posts.id > 3) ==
              R"("posts"."id" >= $1 AND "posts"."id" <= $2 AND "posts"."id" > $3)");
static_assert(where(posts.title.like("a%"), posts.title.not_like("b%"), posts.title.ilike("c%")) ==
              R"("posts"."title" LIKE $1 AND "posts"."title" NOT LIKE $2 AND "posts"."title" ILIKE $3)");
static_assert(where(posts.title.not_ilike("a%")) ==
              R"("posts"."title" NOT ILIKE $1)");
static_assert(where((posts.score + 1).between(posts.id, posts.id + 2)) ==
              R"("posts"."score" + $1 BETWEEN "posts"."id" AND "posts"."id" + $2)");

// NULL.
static_assert(where(posts.reviewer_id == std::nullopt) == R"("posts"."reviewer_id" IS NULL)");
static_assert(where(posts.reviewer_id.is_not_null()) == R"("posts"."reviewer_id" IS NOT NULL)");
static_assert(where(posts.reviewer_id == std::optional<int>()) == R"("posts"."reviewer_id" IS NOT DISTINCT FROM $1)");
static_assert(where(posts.reviewer_id != std::optional<int>(1)) == R"("posts"."reviewer_id" IS DISTINCT FROM $1)");

// A range is one parameter, whatever its length.
template <class Range>
inline constexpr std::string_view in_range =
    dt::sql<dt::postgres, decltype(dt::select(posts.id).where(posts.id.in_(std::declval<Range const&>())))>;
static_assert(in_range<std::vector<int>> == R"(SELECT "posts"."id" FROM "posts" WHERE "posts"."id" = ANY($1))");
static_assert(in_range<std::array<long, 3>> == in_range<std::vector<int>>);
static_assert(dt::sql<dt::postgres, decltype(dt::select(posts.id).where(
                                        posts.score > 1, !posts.id.in_(std::vector<int>()),
                                        (posts.score + 1).not_in(std::vector<int>()) == true))> ==
              R"(SELECT "posts"."id" FROM "posts" WHERE "posts"."score" > $1 AND NOT "posts"."id" = ANY($2) AND )"
              R"(("posts"."score" + $3 <> ALL($4)) = $5)");
static_assert(where(posts.author_id.in_(dt::select(users.id).where(users.is_active == true)), posts.id == 2) ==
              R"("posts"."author_id" IN (SELECT "users"."id" FROM "users" WHERE "users"."is_active" = $1) AND "posts"."id" = $2)");
static_assert(where(posts.author_id.not_in(dt::select(users.id).order_by(users.id.desc()).limit(3))) ==
              R"("posts"."author_id" NOT IN (SELECT "users"."id" FROM "users" ORDER BY "users"."id" DESC LIMIT $1))");
static_assert(where(!dt::exists(dt::select(users.id).where(users.id == posts.author_id, !users.is_active))) ==
              R"(NOT EXISTS (SELECT "users"."id" FROM "users" WHERE "users"."id" = "posts"."author_id" AND )"
              R"(NOT "users"."is_active"))");

// AND, OR and NOT.
static_assert(where(dt::or_(posts.id == 1, posts.id == 2), !(posts.id == 3 && posts.score == 4)) ==
              R"(("posts"."id" = $1 OR "posts"."id" = $2) AND NOT ("posts"."id" = $3 AND "posts"."score" = $4))");
static_assert(where((posts.id == 1) == true) == R"(("posts"."id" = $1) = $2)");

// Order and limits.
static_assert(rest(dt::select(posts.id).order_by(posts.reviewer_id.desc().nulls_last(), posts.score + 1).limit(1).offset(2)) ==
              R"(ORDER BY "posts"."reviewer_id" DESC NULLS LAST, "posts"."score" + $1 LIMIT $2 OFFSET $3)");
static_assert(rest(dt::select(posts.id).offset(2)) == "OFFSET $1");

// Arithmetic is done in 64 bits, which a parameter has.
static_assert(items(posts.score + 1, posts.score * posts.id) ==
              R"("posts"."score" + $1, CAST("posts"."score" AS BIGINT) * "posts"."id")");
static_assert(where((posts.score + posts.id) * posts.id - 1 > posts.score - (posts.id - posts.score)) ==
              R"((CAST("posts"."score" AS BIGINT) + "posts"."id") * "posts"."id" - $1 > )"
              R"("posts"."score" - (CAST("posts"."id" AS BIGINT) - "posts"."score"))");
static_assert(items(dt::length(posts.title) * dt::length(posts.title)) ==
              R"(CAST(length("posts"."title") AS BIGINT) * length("posts"."title"))");

// Results have the types that the library promises, in some width.
static_assert(items(dt::count(posts.id), dt::count(dt::distinct(posts.score)), dt::max(posts.score)) ==
              R"(count("posts"."id"), count(DISTINCT "posts"."score"), max("posts"."score"))");
static_assert(items(dt::sum(posts.score), dt::sum(posts.score + 1), dt::avg(posts.score)) ==
              R"(sum("posts"."score"), CAST(sum("posts"."score" + $1) AS BIGINT), CAST(avg("posts"."score") AS DOUBLE PRECISION))");
static_assert(items(dt::min(users.is_active), dt::max(users.is_active), dt::max(users.created_at)) ==
              R"(bool_and("users"."is_active"), bool_or("users"."is_active"), max("users"."created_at"))");
static_assert(items(dt::sum(dt::coalesce(posts.reviewer_id, 1)), dt::avg(dt::length(posts.title))) ==
              R"(CAST(sum(coalesce("posts"."reviewer_id", $1)) AS BIGINT), CAST(avg(length("posts"."title")) AS DOUBLE PRECISION))");
static_assert(items(dt::coalesce(posts.reviewer_id, 1), dt::length(posts.title)) ==
              R"(coalesce("posts"."reviewer_id", $1), length("posts"."title"))");
static_assert(items(dt::coalesce(users.nickname, "none"), dt::lower(users.username)) ==
              R"(coalesce("users"."nickname", $1), lower("users"."username"))");

template <class View>
struct NumberModel {
    static constexpr dt::table_name table = "n";
    dt::column<View, "big", dt::bigint> big;
    dt::column<View, "real", dt::real> real;
    dt::column<View, "double", dt::double_precision> precise;
    dt::column<View, "data", dt::blob> data;
};
constexpr dt::table<NumberModel> n;
static_assert(items(dt::sum(n.big), dt::sum(dt::distinct(n.real)), dt::sum(n.precise)) ==
              R"(CAST(sum("n"."big") AS BIGINT), sum(DISTINCT CAST("n"."real" AS DOUBLE PRECISION)), sum("n"."double"))");
static_assert(items(dt::avg(n.big), dt::avg(n.real)) == R"(CAST(avg("n"."big") AS DOUBLE PRECISION), avg("n"."real"))");
static_assert(items(n.real + n.real, n.real + n.big) ==
              R"(CAST("n"."real" AS DOUBLE PRECISION) + "n"."real", "n"."real" + "n"."big")");
static_assert(std::same_as<dt::check<decltype(dt::select(dt::min(n.data))), dt::postgres>,
                           dt::verdict<dt::rule::dialect_cannot, "PostgreSQL.min() and max() of a blob">>);

// DISTINCT: of entities with a key, each row is a different one; other rows are ordered by what is selected.
static_assert(text(dt::select(roles).distinct().order_by(dt::lower(roles.name))) ==
              R"(SELECT "roles"."id", "roles"."name" FROM "roles" ORDER BY lower("roles"."name"))");
static_assert(text(dt::select(n).distinct().order_by(n.big.desc()).limit(1)) ==
              R"(SELECT DISTINCT "n"."big", "n"."real", "n"."double", "n"."data" FROM "n" ORDER BY "n"."big" DESC LIMIT $1)");
static_assert(text(dt::select(dt::lower(roles.name)).distinct().order_by(dt::lower(roles.name))) ==
              R"(SELECT DISTINCT lower("roles"."name") FROM "roles" ORDER BY lower("roles"."name"))");
using wrong_order = dt::verdict<dt::rule::dialect_cannot, "PostgreSQL.SELECT DISTINCT ordered by what is not selected">;
static_assert(std::same_as<dt::check<decltype(dt::select(roles.name).distinct().order_by(roles.id)), dt::postgres>, wrong_order>);
static_assert(std::same_as<dt::check<decltype(dt::select(n).distinct().order_by(n.big + 1)), dt::postgres>, wrong_order>);

// FOR UPDATE, of the rows that are selected and not of those joined to them.
static_assert(rest(dt::select(posts.id).where(posts.id == 1).with_for_update()) == R"(WHERE "posts"."id" = $1 FOR UPDATE)");
static_assert(text(dt::select(users).options(dt::joinedload(users.role)).limit(1).with_for_update())
                  .ends_with(R"( LIMIT $1 FOR UPDATE OF "users")"));
static_assert(std::same_as<dt::check<decltype(dt::select(dt::count(users.id)).with_for_update()), dt::postgres>,
                           dt::verdict<dt::rule::dialect_cannot, "PostgreSQL.FOR UPDATE of rows that are put together">>);

// Joined loading: with LIMIT, the order's parameters stand inside and outside of the subquery.
static_assert(text(dt::select(roles).options(dt::joinedload(roles.users)).where(roles.id > 3)
                       .order_by(dt::coalesce(roles.name, "x")).limit(2).offset(1)) ==
              R"(SELECT "roles"."id", "roles"."name", "roles.users"."id", "roles.users"."username", )"
              R"("roles.users"."nickname", "roles.users"."is_active", "roles.users"."created_at", "roles.users"."role_id" )"
              R"(FROM (SELECT "roles"."id", "roles"."name" FROM "roles" WHERE "roles"."id" > $1 )"
              R"(ORDER BY coalesce("roles"."name", $2) LIMIT $3 OFFSET $4) AS "roles" )"
              R"(LEFT OUTER JOIN "users" AS "roles.users" ON "roles.users"."role_id" = "roles"."id" )"
              R"(ORDER BY coalesce("roles"."name", $5))");
static_assert(text(dt::select(roles).options(dt::joinedload(roles.permissions)).distinct()) ==
              R"(SELECT "roles"."id", "roles"."name", "roles.permissions:through"."permission_id", )"
              R"("roles.permissions"."id", "roles.permissions"."name" )"
              R"(FROM (SELECT "roles"."id", "roles"."name" FROM "roles") AS "roles" )"
              R"(LEFT OUTER JOIN "role_permissions" AS "roles.permissions:through" )"
              R"(ON "roles.permissions:through"."role_id" = "roles"."id" )"
              R"(LEFT OUTER JOIN "permissions" AS "roles.permissions" )"
              R"(ON "roles.permissions"."id" = "roles.permissions:through"."permission_id" )"
              R"(ORDER BY "roles"."id", "roles.permissions"."name")");
// A path that is longer than a name may be is cut and stays a name of its own.
constexpr auto deep = dt::select(users).options(dt::joinedload(users.posts).joinedload(posts.reviewer).joinedload(users.posts)
                                                    .joinedload(posts.reviewer).joinedload(users.posts)
                                                    .joinedload(posts.reviewer).joinedload(users.groups));
constexpr bool contains(std::string_view whole, std::string_view part) {
    while (!whole.empty() && !whole.starts_with(part)) whole.remove_prefix(1);
    return !whole.empty();
}
static_assert(contains(dt::sql<dt::sqlite>(deep), R"("users.posts.reviewer.posts.reviewer.posts.reviewer.groups:through" ON)"));
static_assert(contains(text(deep), R"("users.posts.reviewer.posts.reviewer.posts.revi~a958c8c1644e634c" ON)"));
static_assert(contains(text(deep), R"("users.posts.reviewer.posts.reviewer.posts.reviewer.groups"."name")"));

// Changes.
static_assert(text(dt::insert_into(posts).values(posts.title = "a", posts.author_id = 1)) ==
              R"(INSERT INTO "posts" ("title", "author_id") VALUES ($1, $2))");
static_assert(text(dt::update(posts).set(posts.score = posts.score + 1, posts.reviewer_id = std::nullopt).where(posts.id == 1)) ==
              R"(UPDATE "posts" SET "score" = "posts"."score" + $1, "reviewer_id" = $2 WHERE "posts"."id" = $3)");
constexpr auto boss = dt::alias<"boss">(users);
static_assert(text(dt::update(boss).set(boss.username = "x").where(boss.id == 1)) ==
              R"(UPDATE "users" AS "boss" SET "username" = $1 WHERE "boss"."id" = $2)");
static_assert(text(dt::delete_from(boss).where(boss.id == 1)) == R"(DELETE FROM "users" AS "boss" WHERE "boss"."id" = $1)");
static_assert(text(dt::delete_from(posts).where(posts.author_id.in_(dt::select(users.id).where(users.role_id == 1)))) ==
              R"(DELETE FROM "posts" WHERE "posts"."author_id" IN )"
              R"((SELECT "users"."id" FROM "users" WHERE "users"."role_id" = $1))");
static_assert(text(dt::select(nodes.label).where(nodes.parent_id == 1)) ==
              R"(SELECT "order"."say ""select""" FROM "order" WHERE "order"."parent" = $1)");

// What loads and deletes by keys.
template <auto Walk>
constexpr std::string_view walk = dt::detail::view_of_walk<dt::postgres, Walk>;
using role = dt::model<RoleModel>;
static_assert(walk<dt::detail::write_load_related<role, 0, false>> ==
              R"(SELECT "users"."role_id", "users"."id", "users"."username", "users"."nickname", "users"."is_active", )"
              R"("users"."created_at", "users"."role_id" FROM "users" WHERE "users"."role_id" = $1)");
static_assert(walk<dt::detail::write_load_related<role, 1, true>> ==
              R"(SELECT "role_permissions"."role_id", "permissions"."id", "permissions"."name" FROM "permissions" )"
              R"(JOIN "role_permissions" ON "role_permissions"."permission_id" = "permissions"."id" )"
              R"(WHERE "role_permissions"."role_id" = ANY($1) ORDER BY "permissions"."name")");
static_assert(walk<dt::detail::write_select_by_key<role>> == R"(SELECT "id", "name" FROM "roles" WHERE "id" = $1)");
static_assert(walk<dt::detail::write_delete_by_key<dt::model<RolePermissionModel>>> ==
              R"(DELETE FROM "role_permissions" WHERE "role_id" = $1 AND "permission_id" = $2)");
static_assert(walk<dt::detail::write_delete_by_keys<role>> == R"(DELETE FROM "roles" WHERE "id" = ANY($1))");

// A raw statement has ? as everywhere else; strings, names, comments and PostgreSQL's operators have theirs.
static_assert(text(dt::raw<"SELECT count(*) FROM posts WHERE id > ? AND score = ?", int>(3, 1)) ==
              "SELECT count(*) FROM posts WHERE id > $1 AND score = $2");
static_assert(text(dt::raw<"SELECT '?', \"?\", E'\\'?', E'it''s \\\\', $$?$$, $a$ ? $b$ ? $a$ -- ?\n /* ? /* ? */ ? */ FROM t WHERE x = ?",
                           int>(1)) ==
              "SELECT '?', \"?\", E'\\'?', E'it''s \\\\', $$?$$, $a$ ? $b$ ? $a$ -- ?\n /* ? /* ? */ ? */ FROM t WHERE x = $1");
static_assert(text(dt::raw<"SELECT (ARRAY[?, 2])[?], data ?? 'key', data ??| ARRAY[?] FROM t$1", int>(1, 1, "x")) ==
              "SELECT (ARRAY[$1, 2])[$2], data ? 'key', data ?| ARRAY[$3] FROM t$1");
static_assert(text(dt::raw<"SELECT $2::int, data ? $1, '$3' FROM t", int>("x", 1)) == "SELECT $2::int, data ? $1, '$3' FROM t");
static_assert(text(dt::raw<"SELECT ?", int>(1)) == "SELECT $1");
using values_differ = dt::verdict<dt::rule::raw_values>;
static_assert(std::same_as<dt::check<decltype(dt::raw<"SELECT ?, E'\\'?", int>(1, 2)), dt::postgres>, values_differ>);
static_assert(std::same_as<dt::check<decltype(dt::raw<"SELECT ?1", int>(1)), dt::postgres>, values_differ>);
static_assert(std::same_as<dt::check<decltype(dt::raw<"SELECT $1, $2", int>(1)), dt::postgres>, values_differ>);

}  // namespace
