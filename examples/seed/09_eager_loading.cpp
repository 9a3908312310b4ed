// SPDX-License-Identifier: BSL-1.0
// Eager loading: joinedload avoids the N+1 problem. What is loaded is part of a user's type, so that a user whose
// role was not loaded has no user.role.name; the N+1 queries of the first function can only be written on purpose.
#include "sample_data.hpp"

#include <algorithm>

// --- The N+1 problem: 1 query for 10 users, then 10 more

dt::task<void> get_users_with_roles_n_plus_one(Db auto& db) {
    // This executes 1 query to get 10 users
    constexpr auto query = dt::select(users);
    static_assert(dt::sql<dt::sqlite>(query) ==
                  R"(SELECT "users"."id", "users"."username", "users"."email", "users"."hashed_password", )"
                  R"("users"."is_active", "users"."created_at", "users"."role_id" FROM "users")");
    auto result = co_await db.execute(query);

    // Then 10 more queries (one per user) to get each user's role
    for (auto const& user : result.scalars().all()) {
        auto const role = co_await db.load(user, users.role);       // what user.role does in Python
        std::cout << role.name << '\n';
    }
    // Total: 11 queries (1 + 10)
}

// The same with a range of users: one query for all of their roles.
dt::task<void> get_users_with_roles_two_queries(Db auto& db) {
    auto result = co_await db.execute(dt::select(users));
    for (auto const& user : co_await db.load(result.scalars().all(), users.role))
        std::cout << user.role.name << '\n';
    // Total: 2 queries
}

// --- The solution: joinedload

dt::task<std::vector<dt::with<User, users.role>>> get_users_with_roles(Db auto& db) {
    // Load users with their roles in a single query
    constexpr auto query = dt::select(users).options(dt::joinedload(users.role));
    static_assert(dt::sql<dt::sqlite>(query) ==
                  R"(SELECT "users"."id", "users"."username", "users"."email", "users"."hashed_password", )"
                  R"("users"."is_active", "users"."created_at", "users"."role_id", )"
                  R"("users.role"."id", "users.role"."name" FROM "users")"
                  R"( LEFT OUTER JOIN "roles" AS "users.role" ON "users.role"."id" = "users"."role_id")");

    auto result = co_await db.execute(query);
    auto all = result.unique().scalars().all();
    // Total: 1 query with a JOIN
    for (auto const& user : all) std::cout << user.role.name << '\n';      // no additional queries
    co_return all;
}

// --- Loading multiple relationships

dt::task<std::vector<dt::with<User, users.role, users.user_groups>>> get_users_with_all_relationships(Db auto& db) {
    // Load users with both role and groups
    constexpr auto query =
        dt::select(users).options(dt::joinedload(users.role), dt::joinedload(users.user_groups));
    static_assert(dt::sql<dt::sqlite>(query) ==
                  R"(SELECT "users"."id", "users"."username", "users"."email", "users"."hashed_password", )"
                  R"("users"."is_active", "users"."created_at", "users"."role_id", )"
                  R"("users.role"."id", "users.role"."name", )"
                  R"("users.user_groups"."user_id", "users.user_groups"."group_id", )"
                  R"("users.user_groups"."joined_on" FROM "users")"
                  R"( LEFT OUTER JOIN "roles" AS "users.role" ON "users.role"."id" = "users"."role_id")"
                  R"( LEFT OUTER JOIN "user_groups" AS "users.user_groups")"
                  R"( ON "users.user_groups"."user_id" = "users"."id")"
                  R"( ORDER BY "users"."id", "users.user_groups"."joined_on")");

    auto result = co_await db.execute(query);
    co_return result.unique().scalars().all();
}

// --- Nested relationships

using UserWithPermissions = dt::with<User, users.role.with(roles.permissions)>;

dt::task<std::vector<UserWithPermissions>> get_users_with_nested_relationships(Db auto& db) {
    // Load users with roles, and roles with their permissions
    constexpr auto query = dt::select(users).options(dt::joinedload(users.role).joinedload(roles.permissions));
    static_assert(dt::sql<dt::sqlite>(query) ==
                  R"(SELECT "users"."id", "users"."username", "users"."email", "users"."hashed_password", )"
                  R"("users"."is_active", "users"."created_at", "users"."role_id", )"
                  R"("users.role"."id", "users.role"."name", "users.role.permissions:through"."permission_id", )"
                  R"("users.role.permissions"."id", "users.role.permissions"."name" FROM "users")"
                  R"( LEFT OUTER JOIN "roles" AS "users.role" ON "users.role"."id" = "users"."role_id")"
                  R"( LEFT OUTER JOIN "role_permissions" AS "users.role.permissions:through")"
                  R"( ON "users.role.permissions:through"."role_id" = "users.role"."id")"
                  R"( LEFT OUTER JOIN "permissions" AS "users.role.permissions")"
                  R"( ON "users.role.permissions"."id" = "users.role.permissions:through"."permission_id")"
                  R"( ORDER BY "users"."id", "users.role.permissions"."name")");
    static_assert(dt::sql<dt::postgres>(query) == dt::sql<dt::sqlite>(query));

    auto result = co_await db.execute(query);
    co_return result.unique().scalars().all();
}

dt::task<void> example(Db auto& db) {
    sent_statements sent{db};
    auto const printed = co_await printed_by(get_users_with_roles_n_plus_one(db));
    expect(std::ranges::count(printed, '\n') == 10, "ten users with a role");
    expect(db.statement_count() == 11, "1 + 10 queries");
    expect(sent.is(10, R"(SELECT "roles"."id", "roles"."id", "roles"."name" FROM "roles" WHERE "roles"."id" = ?)"),
           "each of the ten");

    auto before = db.statement_count();
    expect(co_await printed_by(get_users_with_roles_two_queries(db)) == printed, "the same, for a range");
    expect(db.statement_count() - before == 2, "2 queries");
    expect(sent.is(12, R"(SELECT "roles"."id", "roles"."id", "roles"."name" FROM "roles" WHERE "roles"."id" IN dovetail_range(?))",
                       R"(SELECT "roles"."id", "roles"."id", "roles"."name" FROM "roles" WHERE "roles"."id" = ANY($1))"),
           "one for all");

    before = db.statement_count();
    auto const with_roles = co_await get_users_with_roles(db);
    expect(with_roles.size() == 10 && with_roles[2].role.name == "member", "the same, joined");
    expect(db.statement_count() - before == 1, "1 query");

    before = db.statement_count();
    auto const with_all = co_await get_users_with_all_relationships(db);
    expect(with_all.size() == 10 && with_all[0].role.name == "admin", "each user once, with role");
    expect(with_all[0].user_groups.size() == 2 && with_all[1].user_groups.empty(), "and groups");
    expect(db.statement_count() - before == 1, "1 query");

    before = db.statement_count();
    auto const nested = co_await get_users_with_nested_relationships(db);
    for (auto const& permission : nested[0].role.permissions) std::cout << permission.name << '\n';
    expect(nested.size() == 10 && nested[0].role.permissions.size() == 3, "admins may do three things");
    expect(nested[2].role.permissions.size() == 2, "members may do two");
    expect(db.statement_count() - before == 1, "1 query");
}

int main(int argc, char** argv) {
    return run_on_sample_data(argc, argv, [](Db auto& db) { return example(db); });
}
