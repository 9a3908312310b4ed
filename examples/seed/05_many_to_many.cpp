// SPDX-License-Identifier: BSL-1.0
// Many-to-many: users belong to many groups, groups have many users.
//
//     user_groups = Table(
//         'user_groups',
//         Base.metadata,
//         Column('user_id', Integer, ForeignKey('users.id')),
//         Column('group_id', Integer, ForeignKey('groups.id'))
//     )
//
//     class User(Base):
//         groups = relationship("Group", secondary=user_groups, backref="users")
//
// The association table is a model as well (UserGroupModel). In UserModel, and the other direction in GroupModel:
//
//     dt::many_to_many<View, "groups", GroupModel, UserGroupModel, dt::order_by<"name">> groups;
//     dt::many_to_many<View, "users", UserModel, UserGroupModel, dt::order_by<"username">> users;
#include "sample_data.hpp"

dt::task<void> get_user_groups(Db auto& db, int user_id) {
    auto user = co_await db.get(users, user_id);
    for (auto const& group : co_await db.load(*user, users.groups))         // user.groups
        std::cout << group->name << '\n';
}

dt::task<void> get_group_users(Db auto& db, int group_id) {
    auto group = co_await db.get(groups, group_id);
    for (auto const& user : co_await db.load(*group, groups.users))         // group.users
        std::cout << user->username << '\n';
}

dt::task<void> example(Db auto& db) {
    sent_statements sent{db};

    expect(co_await printed_by(get_user_groups(db, 1)) == "chess\nrunning\n", "john's groups");
    expect(sent.is(1, R"(SELECT "user_groups"."user_id", "groups"."id", "groups"."name" )"
                      R"(FROM "groups" JOIN "user_groups" ON "user_groups"."group_id" = "groups"."id" )"
                      R"(WHERE "user_groups"."user_id" = ? ORDER BY "groups"."name")"),
           "SELECT groups.* FROM groups JOIN user_groups ON groups.id = user_groups.group_id WHERE user_id = ?");
    expect(db.statement_count() == 2, "one for the user, one for the groups");

    expect(co_await printed_by(get_group_users(db, 1)) == "ann\njohn\n", "who plays chess");
    expect(sent.is(2, R"(SELECT "user_groups"."group_id", )"
                      R"("users"."id", "users"."username", "users"."email", "users"."hashed_password", )"
                      R"("users"."is_active", "users"."created_at", "users"."role_id" )"
                      R"(FROM "users" JOIN "user_groups" ON "user_groups"."user_id" = "users"."id" )"
                      R"(WHERE "user_groups"."group_id" = ? ORDER BY "users"."username")"),
           "the same, from the other side");
    expect(db.statement_count() == 3, "one for the users; the session knew the group");
}

int main(int argc, char** argv) {
    return run_on_sample_data(argc, argv, [](Db auto& db) { return example(db); });
}
