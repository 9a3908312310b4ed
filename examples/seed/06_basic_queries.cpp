// SPDX-License-Identifier: BSL-1.0
// Basic queries. What is `async def` and `await` in Python is a coroutine and co_await here: a function that gives
// dt::task<...>, and waits for the database at each co_await.
#include "sample_data.hpp"

dt::task<std::vector<User>> get_all_users(Db auto& db) {
    constexpr auto query = dt::select(users);                           // select(User)
    static_assert(dt::sql<dt::sqlite>(query) ==
                  R"(SELECT "users"."id", "users"."username", "users"."email", "users"."hashed_password", )"
                  R"("users"."is_active", "users"."created_at", "users"."role_id" FROM "users")");

    auto result = co_await db.execute(query);
    co_return result.scalars().all();
}

dt::task<dt::maybe<User>> get_user_by_id(Db auto& db, int user_id) {
    auto const query = dt::select(users).where(users.id == user_id);    // select(User).where(User.id == user_id)
    static_assert(dt::sql<dt::sqlite, decltype(query)> ==
                  R"(SELECT "users"."id", "users"."username", "users"."email", "users"."hashed_password", )"
                  R"("users"."is_active", "users"."created_at", "users"."role_id" FROM "users")"
                  R"( WHERE "users"."id" = ?)");
    static_assert(dt::sql<dt::postgres, decltype(query)> ==
                  R"(SELECT "users"."id", "users"."username", "users"."email", "users"."hashed_password", )"
                  R"("users"."is_active", "users"."created_at", "users"."role_id" FROM "users")"
                  R"( WHERE "users"."id" = $1)");

    auto result = co_await db.execute(query);
    co_return result.scalar_one_or_none();
}

dt::task<void> example(Db auto& db) {
    auto const all = co_await get_all_users(db);
    for (auto const& user : all) std::cout << user.username << '\n';
    expect(all.size() == 10, "all users");

    auto const ann = co_await get_user_by_id(db, 3);
    if (ann) std::cout << *ann << '\n';
    expect(ann && ann->username == "ann", "the user of that key");
    expect(!co_await get_user_by_id(db, 99), "there is no such user");
}

int main(int argc, char** argv) {
    return run_on_sample_data(argc, argv, [](Db auto& db) { return example(db); });
}
