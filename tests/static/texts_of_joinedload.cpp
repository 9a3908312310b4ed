// SPDX-License-Identifier: BSL-1.0
// The exact SQL of joined loading on SQLite, for every kind of relationship.
#include "tables.hpp"

namespace {

constexpr std::string_view user_columns = R"("users"."id", "users"."username", "users"."nickname", "users"."is_active", )"
                                          R"("users"."created_at", "users"."role_id")";
constexpr std::string_view role_columns = R"("roles"."id", "roles"."name")";
constexpr std::string_view post_columns =
    R"("posts"."id", "posts"."title", "posts"."score", "posts"."author_id", "posts"."reviewer_id")";
constexpr std::string_view node_columns = R"("order"."group", "order"."say ""select""", "order"."parent")";

/// Whether a statement's text is that of the parts, one behind the other.
template <class Statement>
constexpr bool reads(Statement const& statement, std::initializer_list<std::string_view> parts) {
    auto rest = dt::sql<dt::sqlite>(statement);
    for (auto part : parts) {
        if (!rest.starts_with(part)) return false;
        rest.remove_prefix(part.size());
    }
    return rest.empty();
}

// Many to one, over a key that is not NULL and over one that may be, and two of them to one table.
static_assert(reads(dt::select(users).options(dt::joinedload(users.role)),
                    {"SELECT ", user_columns, R"(, "users.role"."id", "users.role"."name" FROM "users")",
                     R"( LEFT OUTER JOIN "roles" AS "users.role" ON "users.role"."id" = "users"."role_id")"}));
static_assert(reads(
    dt::select(posts).options(dt::joinedload(posts.reviewer), dt::joinedload(posts.author)),
    {"SELECT ", post_columns,
     R"(, "posts.author"."id", "posts.author"."username", "posts.author"."nickname", "posts.author"."is_active", )",
     R"("posts.author"."created_at", "posts.author"."role_id")",
     R"(, "posts.reviewer"."id", "posts.reviewer"."username", "posts.reviewer"."nickname", "posts.reviewer"."is_active", )",
     R"("posts.reviewer"."created_at", "posts.reviewer"."role_id" FROM "posts")",
     R"( LEFT OUTER JOIN "users" AS "posts.author" ON "posts.author"."id" = "posts"."author_id")",
     R"( LEFT OUTER JOIN "users" AS "posts.reviewer" ON "posts.reviewer"."id" = "posts"."reviewer_id")"}));

// One to one, from both sides.
static_assert(reads(dt::select(users).options(dt::joinedload(users.profile)),
                    {"SELECT ", user_columns,
                     R"(, "users.profile"."user_id", "users.profile"."bio", "users.profile"."picture" FROM "users")",
                     R"( LEFT OUTER JOIN "profiles" AS "users.profile" ON "users.profile"."user_id" = "users"."id")"}));
static_assert(reads(
    dt::select(profiles).options(dt::joinedload(profiles.user)),
    {R"(SELECT "profiles"."user_id", "profiles"."bio", "profiles"."picture", )",
     R"("profiles.user"."id", "profiles.user"."username", "profiles.user"."nickname", "profiles.user"."is_active", )",
     R"("profiles.user"."created_at", "profiles.user"."role_id" FROM "profiles")",
     R"( LEFT OUTER JOIN "users" AS "profiles.user" ON "profiles.user"."id" = "profiles"."user_id")"}));

// One to many, without an order and with one, which stands behind the parents' key.
constexpr std::string_view roles_users =
    R"("roles.users"."id", "roles.users"."username", "roles.users"."nickname", "roles.users"."is_active", )"
    R"("roles.users"."created_at", "roles.users"."role_id")";
static_assert(reads(dt::select(roles).options(dt::joinedload(roles.users)),
                    {"SELECT ", role_columns, ", ", roles_users, R"( FROM "roles")",
                     R"( LEFT OUTER JOIN "users" AS "roles.users" ON "roles.users"."role_id" = "roles"."id")"}));
static_assert(reads(
    dt::select(users).options(dt::joinedload(users.posts)),
    {"SELECT ", user_columns, R"(, "users.posts"."id", "users.posts"."title", "users.posts"."score", )",
     R"("users.posts"."author_id", "users.posts"."reviewer_id" FROM "users")",
     R"( LEFT OUTER JOIN "posts" AS "users.posts" ON "users.posts"."author_id" = "users"."id")",
     R"( ORDER BY "users"."id", "users.posts"."score" DESC)"}));

// Many to many: the association's key first, which tells "none" from "missing".
constexpr std::string_view groups_joins =
    R"( LEFT OUTER JOIN "members" AS "users.groups:through" ON "users.groups:through"."user_id" = "users"."id")"
    R"( LEFT OUTER JOIN "groups" AS "users.groups" ON "users.groups"."id" = "users.groups:through"."group_id")";
constexpr std::string_view groups_columns =
    R"("users.groups:through"."group_id", "users.groups"."id", "users.groups"."name")";
constexpr std::string_view groups_order = R"("users.groups"."name", "users.groups"."id" DESC)";
static_assert(reads(dt::select(users).options(dt::joinedload(users.groups)),
                    {"SELECT ", user_columns, ", ", groups_columns, R"( FROM "users")", groups_joins,
                     R"( ORDER BY "users"."id", )", groups_order}));

// Nested and beside each other; the order of the options changes nothing, the query's order comes first.
constexpr std::string_view role_and_permissions =
    R"("users.role"."id", "users.role"."name", "users.role.permissions:through"."permission_id", )"
    R"("users.role.permissions"."id", "users.role.permissions"."name")";
constexpr std::string_view role_and_permissions_joins =
    R"( LEFT OUTER JOIN "roles" AS "users.role" ON "users.role"."id" = "users"."role_id")"
    R"( LEFT OUTER JOIN "role_permissions" AS "users.role.permissions:through")"
    R"( ON "users.role.permissions:through"."role_id" = "users.role"."id")"
    R"( LEFT OUTER JOIN "permissions" AS "users.role.permissions")"
    R"( ON "users.role.permissions"."id" = "users.role.permissions:through"."permission_id")";
constexpr auto nested = dt::select(users)
                            .options(dt::joinedload(users.groups), dt::joinedload(users.role).joinedload(roles.permissions))
                            .where(users.is_active)
                            .order_by(users.username);
static_assert(reads(nested, {"SELECT ", user_columns, ", ", role_and_permissions, ", ", groups_columns, R"( FROM "users")",
                             role_and_permissions_joins, groups_joins, R"( WHERE "users"."is_active")",
                             R"( ORDER BY "users"."username", "users.role.permissions"."name", )", groups_order}));
static_assert(dt::sql<dt::sqlite>(nested) ==
              dt::sql<dt::sqlite>(dt::select(users)
                                      .where(users.is_active)
                                      .order_by(users.username)
                                      .options(dt::joinedload(users.role).joinedload(roles.permissions))
                                      .options(dt::joinedload(users.role), dt::joinedload(users.groups))));

// An inner join, by choice.
static_assert(reads(dt::select(users).options(dt::joinedload(users.role, dt::innerjoin)),
                    {"SELECT ", user_columns, R"(, "users.role"."id", "users.role"."name" FROM "users")",
                     R"( JOIN "roles" AS "users.role" ON "users.role"."id" = "users"."role_id")"}));

// Self-referencing, in both directions, two levels down.
static_assert(reads(
    dt::select(nodes).options(dt::joinedload(nodes.children).joinedload(nodes.children), dt::joinedload(nodes.parent)),
    {"SELECT ", node_columns, R"(, "order.up"."group", "order.up"."say ""select""", "order.up"."parent")",
     R"(, "order.children"."group", "order.children"."say ""select""", "order.children"."parent")",
     R"(, "order.children.children"."group", "order.children.children"."say ""select""")",
     R"(, "order.children.children"."parent" FROM "order")",
     R"( LEFT OUTER JOIN "order" AS "order.up" ON "order.up"."group" = "order"."parent")",
     R"( LEFT OUTER JOIN "order" AS "order.children" ON "order.children"."parent" = "order"."group")",
     R"( LEFT OUTER JOIN "order" AS "order.children.children")",
     R"( ON "order.children.children"."parent" = "order.children"."group")"}));

// Another name for the table is the root of the paths.
static_assert(reads(dt::select(dt::alias<"r">(roles)).options(dt::joinedload(dt::alias<"r">(roles).permissions)),
                    {R"(SELECT "r"."id", "r"."name", "r.permissions:through"."permission_id", "r.permissions"."id", )",
                     R"("r.permissions"."name" FROM "roles" AS "r" LEFT OUTER JOIN "role_permissions" AS )",
                     R"("r.permissions:through" ON "r.permissions:through"."role_id" = "r"."id" LEFT OUTER JOIN )",
                     R"("permissions" AS "r.permissions" ON "r.permissions"."id" = )",
                     R"("r.permissions:through"."permission_id" ORDER BY "r"."id", "r.permissions"."name")"}));

// LIMIT, OFFSET and DISTINCT choose parents: with a collection, in a subquery whose order is inside and outside.
static_assert(reads(dt::select(users).options(dt::joinedload(users.groups)).where(users.id > 3).order_by(users.username)
                        .limit(2).offset(1),
                    {"SELECT ", user_columns, ", ", groups_columns, " FROM (SELECT ", user_columns, R"( FROM "users")",
                     R"( WHERE "users"."id" > ? ORDER BY "users"."username" LIMIT ? OFFSET ?) AS "users")", groups_joins,
                     R"( ORDER BY "users"."username", )", groups_order}));
static_assert(reads(dt::select(roles).options(dt::joinedload(roles.users)).distinct(),
                    {"SELECT ", role_columns, ", ", roles_users, " FROM (SELECT DISTINCT ", role_columns,
                     R"( FROM "roles") AS "roles")",
                     R"( LEFT OUTER JOIN "users" AS "roles.users" ON "roles.users"."role_id" = "roles"."id")"}));
static_assert(reads(dt::select(users).options(dt::joinedload(users.role)).limit(2),     // one row a parent: no subquery
                    {"SELECT ", user_columns, R"(, "users.role"."id", "users.role"."name" FROM "users")",
                     R"( LEFT OUTER JOIN "roles" AS "users.role" ON "users.role"."id" = "users"."role_id" LIMIT ?)"}));
static_assert(dt::sql<dt::sqlite>(dt::select(users).options(dt::joinedload(users.role).joinedload(roles.permissions)).limit(2))
                  .find("FROM (SELECT ") != std::string_view::npos);

}  // namespace
