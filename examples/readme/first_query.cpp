// SPDX-License-Identifier: BSL-1.0
// The program of the README, whole.
#include <dovetail/sqlite.hpp>

#include <iostream>

namespace dt = dovetail;

template <class View> struct RoleModel;

template <class View>
struct UserModel {                                    // the one place where a table is described
    static constexpr dt::table_name table = "users";

    dt::column<View, "id", dt::integer, dt::primary_key> id;
    dt::column<View, "username", dt::string<50>, dt::unique> username;
    dt::column<View, "nickname", dt::nullable<dt::string<50>>> nickname;
    dt::column<View, "is_active", dt::boolean, dt::default_value<true>> is_active;
    dt::column<View, "role_id", dt::integer, dt::foreign_key<RoleModel>> role_id;

    dt::many_to_one<View, "role", RoleModel> role;
};

template <class View>
struct RoleModel {
    static constexpr dt::table_name table = "roles";

    dt::column<View, "id", dt::integer, dt::primary_key> id;
    dt::column<View, "name", dt::string<50>> name;

    dt::one_to_many<View, "users", UserModel> users;
};

using User = dt::entity<UserModel>;                   // plain values: user.username is a std::string
using NewUser = dt::new_row<UserModel>;               // what an INSERT needs
using NewRole = dt::new_row<RoleModel>;
inline constexpr dt::table<UserModel> users;          // typed expressions: users.username == "ann"
inline constexpr dt::table<RoleModel> roles;
inline constexpr dt::metadata tables{users, roles};

using Db = dt::session<dt::sqlite>;

dt::task<std::vector<dt::with<User, users.role>>> active_users(Db& db) {
    auto result = co_await db.execute(
        dt::select(users)
            .where(users.is_active == true, dt::or_(users.username == "ann", users.nickname.like("a%")))
            .order_by(users.username)
            .options(dt::joinedload(users.role)));    // one statement, with a JOIN
    co_return result.scalars().all();
}

dt::task<void> run() {
    dt::engine<dt::sqlite> engine{":memory:"};
    Db db{engine};
    co_await db.create_all(tables);

    auto admins = db.add(NewRole{.name = "admins"});
    co_await db.flush();                              // the database makes admins->id
    auto ann = db.add(NewUser{.username = "ann", .role_id = admins->id});
    co_await db.commit();

    ann->nickname = "annie";                          // tracked: the next commit updates this one column
    co_await db.commit();

    for (auto const& user : co_await active_users(db))
        std::cout << user.username << " is one of the " << user.role.name << "\n";
}

int main() { dt::sync_wait(run()); }
