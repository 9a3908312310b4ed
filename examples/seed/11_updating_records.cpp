// SPDX-License-Identifier: BSL-1.0
// Updating records: db.track gives objects that the session watches. A plain user, as db.execute gives it, may be
// changed as well, but it is a value of its own, which no commit writes back.
#include "sample_data.hpp"

dt::task<dt::maybe<User>> update_user(Db auto& db, int user_id, std::string new_username) {
    auto const query = dt::select(users).where(users.id == user_id);
    static_assert(dt::sql<dt::sqlite, decltype(query)> ==
                  R"(SELECT "users"."id", "users"."username", "users"."email", "users"."hashed_password", )"
                  R"("users"."is_active", "users"."created_at", "users"."role_id" FROM "users")"
                  R"( WHERE "users"."id" = ?)");
    static_assert(dt::sql<dt::postgres, decltype(query)>.ends_with(R"( WHERE "users"."id" = $1)"));

    auto result = co_await db.track(query);
    auto found = result.scalar_one_or_none();

    if (found) {
        auto& user = *found;
        user->username = new_username;
        co_await db.commit();
        co_await db.refresh(user);
        co_return *user;
    }
    co_return std::nullopt;
}

dt::task<void> example(Db auto& db) {
    sent_statements sent{db};
    auto const user = co_await update_user(db, 1, "johnny");
    if (user) std::cout << *user << '\n';
    expect(user && user->username == "johnny" && user->email == "john@example.com", "john has another name");
    expect(sent.is(1, R"(UPDATE "users" SET "username" = ? WHERE "id" = ?)"), "only what has changed is sent");
    expect(sent.size() == 3, "SELECT, UPDATE, and the SELECT of refresh()");

    expect(!co_await update_user(db, 99, "nobody"), "there is no such user");
}

int main(int argc, char** argv) {
    return run_on_sample_data(argc, argv, [](Db auto& db) { return example(db); });
}
