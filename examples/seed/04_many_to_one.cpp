// SPDX-License-Identifier: BSL-1.0
// Many-to-one: a user belongs to one role.
//
//     class User(Base):
//         role_id = Column(Integer, ForeignKey("roles.id"))
//         role = relationship("Role", backref="users")
//
// In UserModel, and the other direction in RoleModel:
//
//     dt::column<View, "role_id", dt::integer, dt::foreign_key<RoleModel>> role_id;
//     dt::many_to_one<View, "role", RoleModel> role;
//     dt::one_to_many<View, "users", UserModel, dt::order_by<"username">> users;
#include "sample_data.hpp"

dt::task<void> get_user_role(Db auto& db, int user_id) {
    auto user = co_await db.get(users, user_id);
    auto role = co_await db.load(*user, users.role);                        // user.role
    std::cout << "User has role: " << role->name << '\n';
}

dt::task<void> get_role_users(Db auto& db, int role_id) {
    auto role = co_await db.get(roles, role_id);
    for (auto const& user : co_await db.load(*role, roles.users))           // role.users
        std::cout << user->username << '\n';
}

dt::task<void> example(Db auto& db) {
    sent_statements sent{db};

    expect(co_await printed_by(get_user_role(db, 1)) == "User has role: admin\n", "john's role");
    expect(sent.is(1, R"(SELECT "roles"."id", "roles"."id", "roles"."name" FROM "roles" WHERE "roles"."id" = ?)"),
           "SELECT * FROM roles WHERE id = ?");
    expect(db.statement_count() == 2, "one for the user, one for the role");

    expect(co_await printed_by(get_role_users(db, 1)) == "john\nmary\n", "the admins");
    expect(sent.is(2, R"(SELECT "users"."role_id", )"
                      R"("users"."id", "users"."username", "users"."email", "users"."hashed_password", )"
                      R"("users"."is_active", "users"."created_at", "users"."role_id" )"
                      R"(FROM "users" WHERE "users"."role_id" = ? ORDER BY "users"."username")"),
           "SELECT * FROM users WHERE role_id = ?");
    expect(db.statement_count() == 3, "one for the users; the session knew the role");
}

int main(int argc, char** argv) {
    return run_on_sample_data(argc, argv, [](Db auto& db) { return example(db); });
}
