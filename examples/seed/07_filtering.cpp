// SPDX-License-Identifier: BSL-1.0
// Filtering. A comparison of a column is typed: users.username == 1 does not compile.
#include "sample_data.hpp"

dt::task<dt::maybe<User>> filter_by_username(Db auto& db) {
    // Simple filter
    constexpr auto query = dt::select(users).where(users.username == "john");
    static_assert(dt::sql<dt::sqlite>(query) ==
                  R"(SELECT "users"."id", "users"."username", "users"."email", "users"."hashed_password", )"
                  R"("users"."is_active", "users"."created_at", "users"."role_id" FROM "users")"
                  R"( WHERE "users"."username" = ?)");

    auto result = co_await db.execute(query);
    co_return result.scalar_one_or_none();
}

dt::task<std::vector<User>> filter_multiple(Db auto& db) {
    // Multiple filters
    constexpr auto query = dt::select(users).where(users.is_active == true, users.role_id == 1);
    static_assert(dt::sql<dt::sqlite>(query) ==
                  R"(SELECT "users"."id", "users"."username", "users"."email", "users"."hashed_password", )"
                  R"("users"."is_active", "users"."created_at", "users"."role_id" FROM "users")"
                  R"( WHERE "users"."is_active" = ? AND "users"."role_id" = ?)");
    static_assert(dt::sql<dt::postgres>(query).ends_with(R"( WHERE "users"."is_active" = $1 AND "users"."role_id" = $2)"));

    auto result = co_await db.execute(query);
    co_return result.scalars().all();
}

dt::task<std::vector<User>> filter_with_or(Db auto& db) {
    // Using AND/OR. The operators && and || are the same: users.username == "john" || users.email == "..."
    constexpr auto query =
        dt::select(users).where(dt::or_(users.username == "john", users.email == "john@example.com"));
    static_assert(dt::sql<dt::sqlite>(query) ==
                  R"(SELECT "users"."id", "users"."username", "users"."email", "users"."hashed_password", )"
                  R"("users"."is_active", "users"."created_at", "users"."role_id" FROM "users")"
                  R"( WHERE "users"."username" = ? OR "users"."email" = ?)");

    auto result = co_await db.execute(query);
    co_return result.scalars().all();
}

dt::task<void> example(Db auto& db) {
    auto const john = co_await filter_by_username(db);
    expect(john && john->id == 1, "john");

    auto const admins = co_await filter_multiple(db);
    for (auto const& user : admins) std::cout << user.username << '\n';
    expect(admins.size() == 2 && admins[0].role_id == 1 && admins[1].role_id == 1, "active users of that role");

    auto const either = co_await filter_with_or(db);
    expect(either.size() == 1 && either[0] == *john, "john meets both conditions, and is there once");
}

int main(int argc, char** argv) {
    return run_on_sample_data(argc, argv, [](Db auto& db) { return example(db); });
}
