// SPDX-License-Identifier: BSL-1.0
// One-to-many: a user has many user groups.
//
//     class User(Base):
//         user_groups = relationship("UserGroup", backref="user")
//
// In UserModel, and the other direction in UserGroupModel:
//
//     dt::one_to_many<View, "user_groups", UserGroupModel, dt::order_by<"joined_on">> user_groups;
//     dt::many_to_one<View, "user", UserModel> user;
#include "sample_data.hpp"

// Python reads user.user_groups, which sends a statement without saying so. Here it is said: db.load. A row of
// user_groups has no name of its own, its group has; loading that for each row in a loop would be the N+1 problem,
// so a range of rows is loaded by one statement.
dt::task<void> get_user_groups(Db auto& db, int user_id) {
    auto user = co_await db.get(users, user_id);                                    // await db.get(User, user_id)
    auto memberships = co_await db.load(**user, users.user_groups);                 // user.user_groups
    for (auto const& each : co_await db.load(memberships, user_groups.group))
        std::cout << each.group.name << '\n';
}

dt::task<void> example(Db auto& db) {
    sent_statements sent{db};
    expect(co_await printed_by(get_user_groups(db, 1)) == "running\nchess\n", "john's groups, as he joined them");
    expect(db.statement_count() == 3, "the user, the rows of user_groups, their groups");
    expect(sent.is(1, R"(SELECT "user_groups"."user_id", )"
                      R"("user_groups"."user_id", "user_groups"."group_id", "user_groups"."joined_on" )"
                      R"(FROM "user_groups" WHERE "user_groups"."user_id" = ? ORDER BY "user_groups"."joined_on")"),
           "SELECT * FROM user_groups WHERE user_id = ?");
    expect(sent.is(2, R"(SELECT "groups"."id", "groups"."id", "groups"."name" FROM "groups" WHERE "groups"."id" IN dovetail_range(?))",
                      R"(SELECT "groups"."id", "groups"."id", "groups"."name" FROM "groups" WHERE "groups"."id" = ANY($1))"),
           "one placeholder for all of them");
}

int main(int argc, char** argv) {
    return run_on_sample_data(argc, argv, [](Db auto& db) { return example(db); });
}
