// SPDX-License-Identifier: BSL-1.0
// Deleting records. `delete` is a word of C++, so it is db.remove here.
#include "sample_data.hpp"

dt::task<bool> delete_user(Db auto& db, int user_id) {
    auto const query = dt::select(users).where(users.id == user_id);
    static_assert(dt::sql<dt::sqlite, decltype(query)> ==
                  R"(SELECT "users"."id", "users"."username", "users"."email", "users"."hashed_password", )"
                  R"("users"."is_active", "users"."created_at", "users"."role_id" FROM "users")"
                  R"( WHERE "users"."id" = ?)");

    auto result = co_await db.track(query);
    auto user = result.scalar_one_or_none();

    if (user) {
        co_await db.remove(*user);
        co_await db.commit();
        co_return true;
    }
    co_return false;
}

dt::task<void> example(Db auto& db) {
    sent_statements sent{db};
    expect(co_await delete_user(db, 1), "john is deleted");
    expect(sent.is(1, R"(DELETE FROM "users" WHERE "id" = ?)"), "what remove() and commit() send");
    expect(!co_await delete_user(db, 1), "he cannot be deleted again");
    expect(!co_await db.get(users, 1), "he is gone");

    // dt::on_delete::cascade in UserGroupModel
    auto const query = dt::select(user_groups).where(user_groups.user_id == 1);
    auto memberships = co_await db.execute(query);
    expect(memberships.empty(), "and no group has him");

    auto left = co_await db.scalar(dt::select(dt::count(users.id)));
    std::cout << *left << " users are left\n";
    expect(*left == 9, "the others are there");
}

int main(int argc, char** argv) {
    return run_on_sample_data(argc, argv, [](Db auto& db) { return example(db); });
}
