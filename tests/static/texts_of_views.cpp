// SPDX-License-Identifier: BSL-1.0
// The exact SQL of views on both databases, and their place among the tables.
#include "tables.hpp"

#include <dovetail/backend/postgres/dialect.hpp>
#include <dovetail/statement/compound.hpp>

namespace {

template <class View>
struct ActiveUserModel {
    static constexpr dt::table_name table = "active_users";
    dt::column<View, "id", dt::integer, dt::primary_key> id;
    dt::column<View, "username", dt::string<50>> username;
    dt::column<View, "role", dt::nullable<dt::string<50>>> role;
    static constexpr auto as_select() {
        return dt::select(users.id, users.username, roles.name.as(dt::label<"role">()))
            .left_join(users.role)
            .where(users.is_active == true, users.username != "it's")
            .order_by(users.id)
            .limit(10);
    }
};
constexpr dt::table<ActiveUserModel> active_users;

// A view of a view, with computed columns that are named here.
template <class View>
struct RoleCountModel {
    static constexpr dt::table_name schema = "reports", table = "role_counts";
    dt::column<View, "role", dt::nullable<dt::text>> role;
    dt::column<View, "members", dt::bigint> members;
    static constexpr auto as_select() {
        return dt::select(active_users.role, dt::count()).group_by(active_users.role).having(dt::count() > 1);
    }
};
constexpr dt::table<RoleCountModel> role_counts;

// All of a table's columns.
template <class View>
struct GroupCopyModel {
    static constexpr dt::table_name table = "group_copies";
    dt::column<View, "id", dt::bigint> id;
    dt::column<View, "name", dt::text> name;
    static constexpr auto as_select() { return dt::select(groups); }
};
constexpr dt::table<GroupCopyModel> group_copies;

static_assert(dt::is_view<dt::model<ActiveUserModel>> && !dt::is_view<dt::model<UserModel>>);

template <class Dialect, class Model>
inline constexpr auto const& texts = dt::detail::texts_of_table<Dialect, Model>;
static_assert(texts<dt::sqlite, dt::model<ActiveUserModel>>.create ==
              R"(DROP VIEW IF EXISTS "active_users"; CREATE VIEW "active_users" ("id", "username", "role") AS )"
              R"(SELECT "users"."id", "users"."username", "roles"."name" AS "role" FROM "users" )"
              R"(LEFT OUTER JOIN "roles" ON "roles"."id" = "users"."role_id" )"
              R"(WHERE "users"."is_active" = 1 AND "users"."username" <> 'it''s' ORDER BY "users"."id" LIMIT 10)");
static_assert(texts<dt::postgres, dt::model<ActiveUserModel>>.create ==
              R"(CREATE OR REPLACE VIEW "active_users" ("id", "username", "role") AS )"
              R"(SELECT "users"."id", "users"."username", "roles"."name" AS "role" FROM "users" )"
              R"(LEFT OUTER JOIN "roles" ON "roles"."id" = "users"."role_id" )"
              R"(WHERE "users"."is_active" = TRUE AND "users"."username" <> 'it''s' ORDER BY "users"."id" LIMIT 10)");
static_assert(texts<dt::postgres, dt::model<RoleCountModel>>.create ==
              R"(CREATE SCHEMA IF NOT EXISTS "reports"; CREATE OR REPLACE VIEW "reports"."role_counts" ("role", "members") AS )"
              R"(SELECT "active_users"."role", count(*) FROM "active_users" GROUP BY "active_users"."role" HAVING count(*) > 1)");
static_assert(texts<dt::sqlite, dt::model<GroupCopyModel>>.create ==
              R"(DROP VIEW IF EXISTS "group_copies"; CREATE VIEW "group_copies" ("id", "name") AS )"
              R"(SELECT "groups"."id", "groups"."name" FROM "groups")");
static_assert(texts<dt::sqlite, dt::model<ActiveUserModel>>.drop == R"(DROP VIEW IF EXISTS "active_users")");
static_assert(texts<dt::postgres, dt::model<RoleCountModel>>.drop == R"(DROP VIEW IF EXISTS "reports"."role_counts")");
static_assert(texts<dt::postgres, dt::model<ActiveUserModel>>.additions.empty());

// Views come after tables, and after the views that they select from.
constexpr dt::metadata all{role_counts, active_users, users, roles, permissions, role_permissions, posts, group_copies, groups, members, profiles};
template <class Dialect>
constexpr bool last_three_are_views = [] {
    auto const sorted = dt::detail::texts_in_order<Dialect>(all);
    return sorted[8].drop.ends_with(R"("active_users")") && sorted[9].drop.ends_with(R"("role_counts")") && sorted[10].drop.ends_with(R"("group_copies")");
}();
static_assert(last_three_are_views<dt::sqlite> && last_three_are_views<dt::postgres>);

// A query of a view is one of its model.
static_assert(dt::sql<dt::sqlite>(dt::select(active_users.username).where(active_users.role == "admin")) ==
              R"(SELECT "active_users"."username" FROM "active_users" WHERE "active_users"."role" = ?)");

}  // namespace
