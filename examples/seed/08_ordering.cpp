// SPDX-License-Identifier: BSL-1.0
// Ordering.
#include "sample_data.hpp"

#include <algorithm>

dt::task<std::vector<User>> get_users_ascending(Db auto& db) {
    // Ascending (default)
    constexpr auto query = dt::select(users).order_by(users.created_at);
    static_assert(dt::sql<dt::sqlite>(query) ==
                  R"(SELECT "users"."id", "users"."username", "users"."email", "users"."hashed_password", )"
                  R"("users"."is_active", "users"."created_at", "users"."role_id" FROM "users")"
                  R"( ORDER BY "users"."created_at")");

    auto result = co_await db.execute(query);
    co_return result.scalars().all();
}

dt::task<std::vector<User>> get_users_descending(Db auto& db) {
    // Descending
    constexpr auto query = dt::select(users).order_by(users.created_at.desc());
    static_assert(dt::sql<dt::sqlite>(query) ==
                  R"(SELECT "users"."id", "users"."username", "users"."email", "users"."hashed_password", )"
                  R"("users"."is_active", "users"."created_at", "users"."role_id" FROM "users")"
                  R"( ORDER BY "users"."created_at" DESC)");
    static_assert(dt::sql<dt::postgres>(query) == dt::sql<dt::sqlite>(query));

    auto result = co_await db.execute(query);
    co_return result.scalars().all();
}

dt::task<void> example(Db auto& db) {
    auto const oldest_first = co_await get_users_ascending(db);
    for (auto const& user : oldest_first) std::cout << user.username << '\n';
    expect(oldest_first.size() == 10 && std::ranges::is_sorted(oldest_first, {}, &User::created_at), "ascending");
    expect(oldest_first.front().username == "heidi", "heidi was created first");

    auto newest_first = co_await get_users_descending(db);
    std::ranges::reverse(newest_first);
    expect(newest_first == oldest_first, "descending is the other way round");
}

int main(int argc, char** argv) {
    return run_on_sample_data(argc, argv, [](Db auto& db) { return example(db); });
}
