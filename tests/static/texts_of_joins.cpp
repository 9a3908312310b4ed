// SPDX-License-Identifier: BSL-1.0
// The exact SQL of joins and groups, their rules, and the types of their rows.
#include "tables.hpp"

namespace {

template <class Statement>
constexpr std::string_view text(Statement const& statement) {
    return dt::sql<dt::sqlite>(statement);
}
template <class Statement>
constexpr bool is(Statement const& statement, std::string_view expected) {
    return text(statement) == expected;
}
template <class Statement, class... Values>
inline constexpr bool has_row = std::is_same_v<decltype(dt::detail::row_of<std::remove_cvref_t<Statement>>::type::values), std::tuple<Values...>>;

constexpr auto boss = dt::alias<"boss">(users);
constexpr dt::label<"total"> total;

// By a relationship of each kind.
static_assert(is(dt::select(users.id).join(users.role),
                 R"(SELECT "users"."id" FROM "users" JOIN "roles" ON "roles"."id" = "users"."role_id")"));
static_assert(is(dt::select(users.id).left_join(users.posts),
                 R"(SELECT "users"."id" FROM "users" LEFT OUTER JOIN "posts" ON "posts"."author_id" = "users"."id")"));
static_assert(is(dt::select(users.id).join(users.groups),
                 R"(SELECT "users"."id" FROM "users" JOIN "members" ON "members"."user_id" = "users"."id" )"
                 R"(JOIN "groups" ON "groups"."id" = "members"."group_id")"));
static_assert(is(dt::select(posts.id).join(posts.author, boss),
                 R"(SELECT "posts"."id" FROM "posts" JOIN "users" AS "boss" ON "boss"."id" = "posts"."author_id")"));
// By conditions, of which each sees the tables before it.
static_assert(is(dt::select(users.id, boss.username).join(boss, boss.id < users.id, boss.role_id == users.role_id).where(boss.id > 1),
                 R"(SELECT "users"."id", "boss"."username" FROM "users" JOIN "users" AS "boss" ON "boss"."id" < "users"."id" )"
                 R"(AND "boss"."role_id" = "users"."role_id" WHERE "boss"."id" > ?)"));
static_assert(is(dt::select(users.id).right_join(users.role).full_join(posts, posts.author_id == users.id).cross_join(groups),
                 R"(SELECT "users"."id" FROM "users" RIGHT OUTER JOIN "roles" ON "roles"."id" = "users"."role_id" )"
                 R"(FULL OUTER JOIN "posts" ON "posts"."author_id" = "users"."id" CROSS JOIN "groups")"));
static_assert(is(dt::select(users).join(users.role).where(roles.name == "x").options(dt::joinedload(users.role)),
                 R"(SELECT "users"."id", "users"."username", "users"."nickname", "users"."is_active", "users"."created_at", )"
                 R"("users"."role_id", "users.role"."id", "users.role"."name" FROM "users" JOIN "roles" ON "roles"."id" = )"
                 R"("users"."role_id" LEFT OUTER JOIN "roles" AS "users.role" ON "users.role"."id" = "users"."role_id" )"
                 R"(WHERE "roles"."name" = ?)"));

// What an outer join may leave out is optional: columns, whole entities, and expressions of them.
static_assert(has_row<decltype(dt::select(users.id, roles.name).join(users.role)), int, std::string>);
static_assert(has_row<decltype(dt::select(users.id, roles.name).left_join(users.role)), int, std::optional<std::string>>);
static_assert(has_row<decltype(dt::select(users.id, roles.name).right_join(users.role)), std::optional<int>, std::string>);
static_assert(has_row<decltype(dt::select(users.id, roles.name).full_join(users.role)), std::optional<int>, std::optional<std::string>>);
static_assert(has_row<decltype(dt::select(users, roles).left_join(users.role)), dt::entity<UserModel>,
                      std::optional<dt::entity<RoleModel>>>);
static_assert(has_row<decltype(dt::select(users).right_join(users.role)), std::optional<dt::entity<UserModel>>>);
static_assert(has_row<decltype(dt::select(posts.score + 1, dt::count(posts.id), posts.title == "x").select_from(users).left_join(users.posts)),
                      std::optional<std::int64_t>, std::int64_t, std::optional<bool>>);
static_assert(has_row<decltype(dt::select(users.id, boss.id).left_join(boss, boss.id == users.id)), int, std::optional<int>>);

// Groups.
static_assert(is(dt::select(posts.author_id, dt::count().as(total)).group_by(posts.author_id).having(dt::count() > 1).order_by(total.desc()),
                 R"(SELECT "posts"."author_id", count(*) AS "total" FROM "posts" GROUP BY "posts"."author_id" )"
                 R"(HAVING count(*) > ? ORDER BY "total" DESC)"));
constexpr dt::label<"half"> half;
static_assert(is(dt::select((posts.score + 1).as(half), dt::count()).group_by(half),
                 R"(SELECT "posts"."score" + ? AS "half", count(*) FROM "posts" GROUP BY 1)"));
static_assert(is(dt::select(users.username, dt::count(posts.id)).left_join(users.posts).group_by(users.id),
                 R"(SELECT "users"."username", count("posts"."id") FROM "users" LEFT OUTER JOIN "posts" ON )"
                 R"("posts"."author_id" = "users"."id" GROUP BY "users"."id")"));

using dt::rule;
template <class Statement, class Verdict>
inline constexpr bool breaks = std::same_as<dt::check<Statement>, Verdict>;
using fine = dt::verdict<rule::none>;

static_assert(breaks<decltype(dt::select(users.id).join(posts, posts.score > 1)), dt::verdict<rule::join_not_connected, "posts">>);
static_assert(breaks<decltype(dt::select(users.id).join(posts, users.id > 1)), dt::verdict<rule::join_not_connected, "posts">>);
static_assert(breaks<decltype(dt::select(users.id).join(users, users.id == users.role_id)), dt::verdict<rule::table_twice, "users">>);
static_assert(breaks<decltype(dt::select(users.id).join(posts, posts.id == roles.id).join(users.role)),
                     dt::verdict<rule::column_not_in_from, "roles.id">>);
static_assert(breaks<decltype(dt::select(posts.id).where(roles.id == std::nullopt).join(posts.author).left_join(users.role)), fine>);
static_assert(breaks<decltype(dt::select(posts.id).where(roles.id == std::nullopt).join(posts.author).join(users.role)),
                     dt::verdict<rule::null_test_of_not_null, "roles.id">>);

// What is neither grouped nor in an aggregate, wherever it stands.
using score_not_grouped = dt::verdict<rule::column_beside_aggregate, "posts.score">;
static_assert(breaks<decltype(dt::select(posts.score, dt::count()).group_by(posts.author_id)), score_not_grouped>);
static_assert(breaks<decltype(dt::select(posts.author_id).group_by(posts.author_id).order_by(posts.score)), score_not_grouped>);
static_assert(breaks<decltype(dt::select(posts.author_id).group_by(posts.author_id).having(posts.score > 1)), score_not_grouped>);
static_assert(breaks<decltype(dt::select(posts.author_id + posts.score).group_by(posts.author_id)), score_not_grouped>);
static_assert(breaks<decltype(dt::select(dt::count()).select_from(posts).group_by(posts.author_id).having(
                         dt::exists(dt::select(users.id).where(users.id == posts.score)))), score_not_grouped>);
static_assert(breaks<decltype(dt::select(dt::count()).select_from(posts).group_by(posts.score).having(
                         dt::count() > dt::scalar_subquery(dt::select(dt::count()).select_from(users).where(users.id == posts.score)))), fine>);
static_assert(breaks<decltype(dt::select(dt::lower(posts.title), dt::count()).group_by(dt::lower(posts.title))), fine>);
static_assert(breaks<decltype(dt::select(dt::upper(dt::lower(posts.title))).group_by(dt::lower(posts.title))), fine>);
static_assert(breaks<decltype(dt::select(posts.score).group_by(posts.id)), fine>);
static_assert(breaks<decltype(dt::select(posts.score + 1).group_by(posts.score + 1)), dt::verdict<rule::grouped_value_without_label>>);
static_assert(breaks<decltype(dt::select((posts.score + 1).as(half)).group_by(half)), fine>);
static_assert(breaks<decltype(dt::select(posts).group_by(posts.id)), fine>);
static_assert(breaks<decltype(dt::select(posts).group_by(posts.score)), dt::verdict<rule::column_beside_aggregate, "posts.id">>);
static_assert(breaks<decltype(dt::select(dt::count()).select_from(posts).group_by(dt::count())), dt::verdict<rule::aggregate_in_group_by, "count">>);
static_assert(breaks<decltype(dt::select(posts.score).order_by(total)), dt::verdict<rule::label_not_selected, "total">>);
static_assert(breaks<decltype(dt::select(posts.score).where(dt::count() > 1)), dt::verdict<rule::aggregate_in_where, "count">>);

}  // namespace
