// SPDX-License-Identifier: BSL-1.0
// The order of a collection is by columns of its elements.
//
// expect: dovetail: dt::order_by names a column that the relationship's target does not have
// expect: roles.users
#include <dovetail/sqlite.hpp>

namespace dt = dovetail;

template <class View> struct UserModel;

template <class View>
struct RoleModel {
    static constexpr dt::table_name table = "roles";
    dt::column<View, "id", dt::integer, dt::primary_key> id;
    dt::column<View, "name", dt::string<50>> name;
#ifdef MISTAKE
    dt::one_to_many<View, "users", UserModel, dt::order_by<"name">> users;
#else
    dt::one_to_many<View, "users", UserModel, dt::order_by_desc<"username">> users;
#endif
};

template <class View>
struct UserModel {
    static constexpr dt::table_name table = "users";
    dt::column<View, "id", dt::integer, dt::primary_key> id;
    dt::column<View, "username", dt::string<50>> username;
    dt::column<View, "role_id", dt::integer, dt::foreign_key<RoleModel>> role_id;
};
inline constexpr dt::table<RoleModel> roles;
inline constexpr dt::table<UserModel> users;
inline constexpr dt::metadata tables{roles, users};

#ifndef MISTAKE
dt::task<int> run() {
    dt::engine<dt::sqlite> engine{":memory:"};
    dt::session<dt::sqlite> db{engine};
    co_await db.create_all(tables);
    auto role = db.add(dt::new_row<RoleModel>{.name = "admin"});
    co_await db.flush();
    db.add(dt::new_row<UserModel>{.username = "ann", .role_id = role->id});
    db.add(dt::new_row<UserModel>{.username = "bob", .role_id = role->id});
    co_await db.flush();
    auto result = co_await db.execute(dt::select(roles).options(dt::joinedload(roles.users)));
    auto const admin = result.scalar_one();
    co_return admin.users.at(0).username == "bob" && admin.users.at(1).username == "ann" ? 0 : 1;
}
int main() { return dt::sync_wait(run()); }
#endif
