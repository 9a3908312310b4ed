// SPDX-License-Identifier: BSL-1.0
// A foreign key points to one row.
//
// expect: dovetail: the column that this foreign key points to is no unique column of its table
// expect: users.role_name
#include <dovetail/sqlite.hpp>

namespace dt = dovetail;

template <class View>
struct RoleModel {
    static constexpr dt::table_name table = "roles";
    dt::column<View, "id", dt::integer, dt::primary_key> id;
#ifdef MISTAKE
    dt::column<View, "name", dt::string<50>> name;
#else
    dt::column<View, "name", dt::string<50>, dt::unique> name;
#endif
};

template <class View>
struct UserModel {
    static constexpr dt::table_name table = "users";
    dt::column<View, "id", dt::integer, dt::primary_key> id;
    dt::column<View, "role_name", dt::string<50>, dt::references<RoleModel, "name">> role_name;
    dt::many_to_one<View, "role", RoleModel> role;
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
    db.add(dt::new_row<UserModel>{.role_name = "admin"});
    co_await db.flush();
    auto result = co_await db.execute(dt::select(users).options(dt::joinedload(users.role)));
    co_return result.scalar_one().role.name == "admin" ? 0 : 1;
}
int main() { return dt::sync_wait(run()); }
#endif
