// SPDX-License-Identifier: BSL-1.0
// The exact SQL of derived tables, WITH and UNION, their rules, and the types of their rows.
#include "tables.hpp"

#include <dovetail/backend/postgres/dialect.hpp>
#include <dovetail/sql.hpp>

namespace {

template <class Statement>
constexpr bool is(Statement const& statement, std::string_view expected) {
    return dt::sql<dt::sqlite>(statement) == expected;
}
template <class Statement, class... Values>
inline constexpr bool has_row = std::is_same_v<decltype(dt::detail::row_of<std::remove_cvref_t<Statement>>::type::values), std::tuple<Values...>>;
using dt::rule;
template <class Statement, class Verdict>
inline constexpr bool breaks = std::same_as<dt::check<Statement>, Verdict>;

template <class Statement>
constexpr bool on_postgres(Statement const& statement, std::string_view expected) {
    return dt::sql<dt::postgres>(statement) == expected;
}

constexpr dt::label<"n"> n;

// Derived tables.
constexpr auto counted = dt::subquery<"counted">(dt::select(posts.author_id, dt::count().as(n)).where(posts.score > 3).group_by(posts.author_id));
static_assert(is(dt::select(users.username, counted[n]).join(counted, counted[posts.author_id] == users.id).where(users.id > 1),
                 R"(SELECT "users"."username", "counted"."n" FROM "users" JOIN (SELECT "posts"."author_id", count(*) AS "n" )"
                 R"(FROM "posts" WHERE "posts"."score" > ? GROUP BY "posts"."author_id") AS "counted" ON )"
                 R"("counted"."author_id" = "users"."id" WHERE "users"."id" > ?)"));
static_assert(has_row<decltype(dt::select(users.username, counted[n]).left_join(counted, counted[posts.author_id] == users.id)),
                      std::string, std::optional<std::int64_t>>);
static_assert(is(dt::select(counted).where(counted[n] > 1),
                 R"(SELECT "counted"."author_id", "counted"."n" FROM (SELECT "posts"."author_id", count(*) AS "n" )"
                 R"(FROM "posts" WHERE "posts"."score" > ? GROUP BY "posts"."author_id") AS "counted" WHERE "counted"."n" > ?)"));
static_assert(has_row<decltype(dt::select(counted)), int, std::int64_t>);
// The entities of a table that was selected whole.
constexpr auto first_roles = dt::subquery<"first_roles">(dt::select(roles).where(roles.id < 9));
static_assert(is(dt::select(first_roles[roles]).select_from(first_roles),
                 R"(SELECT "first_roles"."id", "first_roles"."name" FROM (SELECT "roles"."id", "roles"."name" FROM "roles" WHERE "roles"."id" < ?) AS "first_roles")"));
static_assert(has_row<decltype(dt::select(first_roles[roles]).select_from(first_roles)), dt::entity<RoleModel>>);
static_assert(has_row<decltype(dt::select(users.id, first_roles[roles]).left_join(first_roles, first_roles[roles.id] == users.role_id)),
                      int, std::optional<dt::entity<RoleModel>>>);
constexpr auto role_cte = dt::cte<"role_cte">(dt::select(roles));
static_assert(on_postgres(dt::with_(role_cte)(dt::select(role_cte[roles], role_cte[roles.id])),
                          R"(WITH "role_cte" AS (SELECT "roles"."id", "roles"."name" FROM "roles") )"
                          R"(SELECT "role_cte"."id", "role_cte"."name", "role_cte"."id" FROM "role_cte")"));
static_assert(breaks<decltype(dt::select(first_roles[roles])), dt::verdict<rule::select_without_from>>);

// WITH.
constexpr auto busy = dt::cte<"busy">(dt::select(posts.author_id, dt::count().as(n)).group_by(posts.author_id));
constexpr auto busiest = dt::cte<"busiest">(dt::select(busy[posts.author_id], busy[n]).select_from(busy).order_by(busy[n].desc()).limit(3));
static_assert(is(dt::with_(busy, busiest.materialized())(dt::select(users.username, busiest[n]).join(busiest, busiest[posts.author_id] == users.id)) ,
                 R"(WITH "busy" AS (SELECT "posts"."author_id", count(*) AS "n" FROM "posts" GROUP BY "posts"."author_id"), )"
                 R"("busiest" AS MATERIALIZED (SELECT "busy"."author_id", "busy"."n" FROM "busy" ORDER BY "busy"."n" DESC LIMIT ?) )"
                 R"(SELECT "users"."username", "busiest"."n" FROM "users" JOIN "busiest" ON "busiest"."author_id" = "users"."id")"));
constexpr auto below = dt::recursive_cte<"below">(dt::select(nodes.id, nodes.parent_id).where(nodes.id == 1), [](auto const& below) {
    return dt::select(nodes.id, nodes.parent_id).join(below, nodes.parent_id == below[nodes.id]);
});
static_assert(is(dt::with_(below)(dt::select(below)),
                 R"(WITH RECURSIVE "below" AS (SELECT "order"."group", "order"."parent" FROM "order" WHERE "order"."group" = ? )"
                 R"(UNION ALL SELECT "order"."group", "order"."parent" FROM "order" JOIN "below" ON "order"."parent" = "below"."group") )"
                 R"(SELECT "below"."group", "below"."parent" FROM "below")"));
static_assert(breaks<decltype(dt::select(busy)), dt::verdict<rule::cte_not_in_with, "busy">>);
// A select of its columns reads from it, by the name they carry; one of a subquery's has to be told.
constexpr auto again = dt::alias<"again">(busy);
static_assert(is(dt::with_(busy)(dt::select(busy[n] + 1, busy[posts.author_id]).where(busy[n] > 2)),
                 R"(WITH "busy" AS (SELECT "posts"."author_id", count(*) AS "n" FROM "posts" GROUP BY "posts"."author_id") )"
                 R"(SELECT "busy"."n" + ?, "busy"."author_id" FROM "busy" WHERE "busy"."n" > ?)"));
static_assert(is(dt::with_(busy)(dt::select(dt::max(again[n])).join(users, users.id == again[posts.author_id])),
                 R"(WITH "busy" AS (SELECT "posts"."author_id", count(*) AS "n" FROM "posts" GROUP BY "posts"."author_id") )"
                 R"(SELECT max("again"."n") FROM "busy" AS "again" JOIN "users" ON "users"."id" = "again"."author_id")"));
static_assert(breaks<decltype(dt::select(busy[n])), dt::verdict<rule::cte_not_in_with, "busy">>);
static_assert(breaks<decltype(dt::select(counted[n])), dt::verdict<rule::select_without_from>>);
static_assert(is(dt::select(counted[n], users.id).join(counted, counted[posts.author_id] == users.id),
                 R"(SELECT "counted"."n", "users"."id" FROM "users" JOIN (SELECT "posts"."author_id", count(*) AS "n" FROM "posts" )"
                 R"(WHERE "posts"."score" > ? GROUP BY "posts"."author_id") AS "counted" ON "counted"."author_id" = "users"."id")"));
static_assert(is(dt::with_(busy)(dt::delete_from(users).where(users.id.in_(dt::select(busy[posts.author_id]).select_from(busy)))),
                 R"(WITH "busy" AS (SELECT "posts"."author_id", count(*) AS "n" FROM "posts" GROUP BY "posts"."author_id") )"
                 R"(DELETE FROM "users" WHERE "users"."id" IN (SELECT "busy"."author_id" FROM "busy"))"));

// UNION.
static_assert(is(dt::union_(dt::select(users.username), dt::select(roles.name)).order_by(users.username.desc()).limit(2),
                 R"(SELECT "users"."username" FROM "users" UNION SELECT "roles"."name" FROM "roles" ORDER BY 1 DESC LIMIT ?)"));
constexpr auto nested = dt::except_(dt::select(users.id).order_by(users.id).limit(3), dt::intersect(dt::select(roles.id), dt::select(posts.id)));
static_assert(is(nested, R"(SELECT * FROM (SELECT "users"."id" FROM "users" ORDER BY "users"."id" LIMIT ?) EXCEPT )"
                         R"(SELECT * FROM (SELECT "roles"."id" FROM "roles" INTERSECT SELECT "posts"."id" FROM "posts"))"));
static_assert(has_row<decltype(dt::union_(dt::select(users.id), dt::select(nodes.parent_id))), std::optional<int>>);
static_assert(has_row<decltype(dt::union_(dt::select(nodes.parent_id), dt::select(users.id))), std::optional<int>>);
static_assert(breaks<decltype(dt::union_(dt::select(users.id), dt::select(posts.id)).order_by(posts.title)), dt::verdict<rule::order_not_selected>>);
static_assert(is(dt::select(users.id).where(users.id.in_(dt::union_all(dt::select(roles.id), dt::select(posts.id)))),
                 R"(SELECT "users"."id" FROM "users" WHERE "users"."id" IN (SELECT "roles"."id" FROM "roles" UNION ALL SELECT "posts"."id" FROM "posts"))"));

// VALUES, literals, functions in FROM.
constexpr dt::label<"id"> id;
constexpr dt::label<"name"> name;
constexpr auto wanted = dt::values<"wanted">(id, name).row(1, "ann").row(2, "bob");
static_assert(is(dt::select(users.id).join(wanted, wanted[name] == users.username),
                 R"(SELECT "users"."id" FROM "users" JOIN (SELECT ? AS "id", ? AS "name" UNION ALL VALUES (?, ?)) AS "wanted" )"
                 R"(ON "wanted"."name" = "users"."username")"));
static_assert(on_postgres(dt::select(wanted[id]).select_from(wanted),
                          R"(SELECT "wanted"."id" FROM (VALUES (CAST($1 AS INTEGER), CAST($2 AS TEXT)), ($3, $4)) AS "wanted" ("id", "name"))"));
static_assert(has_row<decltype(dt::select(wanted)), int, std::string>);
static_assert(is(dt::select(dt::literal(1).as(n)), R"(SELECT ? AS "n")"));
constexpr auto days = dt::table_function<"days", "generate_series", dt::field<"value", dt::bigint>>(1, 7);
static_assert(on_postgres(dt::select(days), R"(SELECT "days"."value" FROM generate_series(CAST($1 AS INTEGER), CAST($2 AS INTEGER)) AS "days" ("value"))"));
static_assert(is(dt::select(days), R"(SELECT "days"."value" FROM generate_series(?, ?) AS "days")"));

// Windows.
constexpr auto by_author = dt::partition_by(posts.author_id).order_by(posts.score.desc());
static_assert(is(dt::select(posts.id, dt::row_number().over(by_author)),
                 R"(SELECT "posts"."id", row_number() OVER (PARTITION BY "posts"."author_id" ORDER BY "posts"."score" DESC) FROM "posts")"));
static_assert(is(dt::select(dt::sum(posts.score).over(dt::window().order_by(posts.id).rows(dt::preceding(2), dt::following(1)).exclude_ties())),
                 R"(SELECT sum("posts"."score") OVER (ORDER BY "posts"."id" ROWS BETWEEN ? PRECEDING AND ? FOLLOWING EXCLUDE TIES) FROM "posts")"));
constexpr dt::window_name<"w"> w;
static_assert(is(dt::select(dt::rank().over(w), dt::lag(posts.title, 1, "none").over(w)).select_from(posts).window(w.as(by_author)).order_by(posts.id),
                 R"(SELECT rank() OVER "w", lag("posts"."title", ?, ?) OVER "w" FROM "posts" WINDOW "w" AS (PARTITION BY )"
                 R"("posts"."author_id" ORDER BY "posts"."score" DESC) ORDER BY "posts"."id")"));
static_assert(has_row<decltype(dt::select(posts.id, dt::rank().over(), dt::lag(posts.title).over(), dt::lag(posts.title, 1, "x").over(),
                                          dt::count().filter(posts.score > 1).over())),
                      int, std::int64_t, std::optional<std::string>, std::string, std::int64_t>);
static_assert(is(dt::select(dt::count().filter(posts.score > 1), dt::count(dt::distinct(posts.author_id))).select_from(posts),
                 R"(SELECT count(*) FILTER (WHERE "posts"."score" > ?), count(DISTINCT "posts"."author_id") FROM "posts")"));
static_assert(on_postgres(dt::select(dt::string_agg(posts.title, ", ").order_by(posts.id.desc())),
                          R"(SELECT string_agg("posts"."title", CAST($1 AS TEXT) ORDER BY "posts"."id" DESC) FROM "posts")"));
static_assert(is(dt::select(dt::string_agg(posts.title, ", ")), R"(SELECT group_concat("posts"."title", ?) FROM "posts")"));
static_assert(is(dt::select(dt::rank().over(w.order_by(posts.id)), dt::sum(posts.score).over(w.rows(dt::unbounded_preceding))).window(w.as(dt::partition_by(posts.author_id))),
                 R"(SELECT rank() OVER ("w" ORDER BY "posts"."id"), sum("posts"."score") OVER ("w" ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) )"
                 R"(FROM "posts" WINDOW "w" AS (PARTITION BY "posts"."author_id"))"));
constexpr dt::window_name<"w_ordered"> w_ordered;
static_assert(is(dt::select(dt::sum(posts.score).over(w_ordered)).window(w.as(dt::partition_by(posts.author_id)), w_ordered.as(w.order_by(posts.id))),
                 R"(SELECT sum("posts"."score") OVER "w_ordered" FROM "posts" WINDOW "w" AS (PARTITION BY "posts"."author_id"), "w_ordered" AS ("w" ORDER BY "posts"."id"))"));
static_assert(breaks<decltype(dt::select(dt::sum(posts.score).over(w.order_by(posts.id)))), dt::verdict<rule::window_not_defined, "w">>);
static_assert(breaks<decltype(dt::select(posts.id).where(dt::row_number().over() > 1)), dt::verdict<rule::window_in_where>>);
static_assert(breaks<decltype(dt::select(dt::row_number().over(w)).select_from(posts)), dt::verdict<rule::window_not_defined, "w">>);
static_assert(breaks<decltype(dt::select(posts.author_id, dt::sum(dt::count()).over()).group_by(posts.author_id)), dt::verdict<rule::none>>);
static_assert(breaks<decltype(dt::select(posts.author_id, dt::sum(posts.score).over()).group_by(posts.author_id)),
                     dt::verdict<rule::column_beside_aggregate, "posts.score">>);

// ROLLUP, CUBE, GROUPING SETS: what they group by is NULL in the rows of other groupings.
constexpr auto rolled = dt::select(posts.author_id, posts.title, dt::grouping(posts.title), dt::count()).group_by(dt::rollup(posts.author_id, posts.title));
static_assert(on_postgres(rolled, R"(SELECT "posts"."author_id", "posts"."title", GROUPING("posts"."title"), count(*) FROM "posts" )"
                                  R"(GROUP BY ROLLUP ("posts"."author_id", "posts"."title"))"));
static_assert(has_row<decltype(rolled), std::optional<int>, std::optional<std::string>, int, std::int64_t>);
static_assert(on_postgres(dt::select(posts.author_id, posts.title).group_by(dt::grouping_sets(dt::grouping_set(posts.author_id), dt::grouping_set(posts.author_id, posts.title), dt::grouping_set())),
                          R"(SELECT "posts"."author_id", "posts"."title" FROM "posts" GROUP BY GROUPING SETS (("posts"."author_id"), )"
                          R"(("posts"."author_id", "posts"."title"), ()))"));
static_assert(breaks<decltype(dt::select(posts.score).group_by(dt::cube(posts.author_id, posts.title))), dt::verdict<rule::column_beside_aggregate, "posts.score">>);
static_assert(breaks<decltype(dt::select(posts.score).group_by(dt::cube(posts.id))), dt::verdict<rule::column_beside_aggregate, "posts.score">>);
static_assert(has_row<decltype(dt::select(posts.author_id, posts.title).group_by(posts.author_id, dt::cube(posts.title))), int, std::optional<std::string>>);

// DISTINCT ON, LATERAL.
static_assert(on_postgres(dt::select(posts.author_id, posts.title).distinct(posts.author_id).order_by(posts.author_id, posts.score.desc()),
                          R"(SELECT DISTINCT ON ("posts"."author_id") "posts"."author_id", "posts"."title" FROM "posts" ORDER BY )"
                          R"("posts"."author_id", "posts"."score" DESC)"));
constexpr auto best = dt::subquery<"best">(dt::select(posts.title).where(posts.author_id == users.id).order_by(posts.score.desc()).limit(1));
static_assert(on_postgres(dt::select(users.id, best[posts.title]).left_join_lateral(best),
                          R"(SELECT "users"."id", "best"."title" FROM "users" LEFT OUTER JOIN LATERAL (SELECT "posts"."title" FROM )"
                          R"("posts" WHERE "posts"."author_id" = "users"."id" ORDER BY "posts"."score" DESC LIMIT $1) AS "best" ON TRUE)"));
static_assert(breaks<decltype(dt::select(users.id).cross_join(best)), dt::verdict<rule::column_not_in_from, "users.id">>);

}  // namespace
