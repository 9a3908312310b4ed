// SPDX-License-Identifier: BSL-1.0
// Common query methods.
#include "sample_data.hpp"

// scalars().all(): get all results as a list
dt::task<std::vector<User>> scalars_all(Db auto& db) {
    constexpr auto query = dt::select(users);
    static_assert(dt::sql<dt::sqlite>(query) ==
                  R"(SELECT "users"."id", "users"."username", "users"."email", "users"."hashed_password", )"
                  R"("users"."is_active", "users"."created_at", "users"."role_id" FROM "users")");

    auto result = co_await db.execute(query);
    co_return result.scalars().all();
}

// What the other two ask for.
auto users_like(std::string pattern) { return dt::select(users).where(users.username.like(std::move(pattern))); }
static_assert(dt::sql<dt::sqlite, decltype(users_like(""))> ==
              R"(SELECT "users"."id", "users"."username", "users"."email", "users"."hashed_password", )"
              R"("users"."is_active", "users"."created_at", "users"."role_id" FROM "users")"
              R"( WHERE "users"."username" LIKE ?)");

// scalar_one(): get exactly one result (throws if 0 or multiple)
dt::task<User> scalar_one(Db auto& db, std::string pattern) {
    auto result = co_await db.execute(users_like(pattern));
    co_return result.scalar_one();
}

// scalar_one_or_none(): get one result or none (throws if multiple)
dt::task<dt::maybe<User>> scalar_one_or_none(Db auto& db, std::string pattern) {
    auto result = co_await db.execute(users_like(pattern));
    co_return result.scalar_one_or_none();
}

dt::task<void> example(Db auto& db) {
    auto const all = co_await scalars_all(db);
    expect(all.size() == 10, "all of them");

    auto const frank = co_await scalar_one(db, "f%");
    std::cout << frank.username << '\n';
    expect(frank.username == "frank", "exactly one");
    expect(co_await error_of(scalar_one(db, "z%")) == dt::error_category::no_result, "none: no_result_found");
    expect(co_await error_of(scalar_one(db, "%a%")) == dt::error_category::multiple_results,
           "several: multiple_results_found");

    expect(co_await scalar_one_or_none(db, "f%") == frank, "one");
    expect(co_await scalar_one_or_none(db, "z%") == std::nullopt, "or none");
    expect(co_await error_of(scalar_one_or_none(db, "%a%")) == dt::error_category::multiple_results,
           "several: multiple_results_found");
}

int main(int argc, char** argv) {
    return run_on_sample_data(argc, argv, [](Db auto& db) { return example(db); });
}
