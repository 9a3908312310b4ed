// SPDX-License-Identifier: BSL-1.0
// A key that points to integers holds integers.
//
// expect: dovetail: a foreign key needs the same type as the column it points to
// expect: users.role_id
#include <dovetail/sqlite.hpp>

namespace dt = dovetail;

template <class View>
struct RoleModel {
    static constexpr dt::table_name table = "roles";
    dt::column<View, "id", dt::integer, dt::primary_key> id;
    dt::column<View, "name", dt::string<50>> name;
};

template <class View>
struct UserModel {
    static constexpr dt::table_name table = "users";
    dt::column<View, "id", dt::integer, dt::primary_key> id;
#ifdef MISTAKE
    dt::column<View, "role_id", dt::bigint, dt::foreign_key<RoleModel>> role_id;
#else
    dt::column<View, "role_id", dt::integer, dt::foreign_key<RoleModel>> role_id;
#endif
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
    db.add(dt::new_row<UserModel>{.role_id = role->id});
    co_await db.flush();
    auto result = co_await db.execute(dt::select(users).options(dt::joinedload(users.role)));
    co_return result.scalar_one().role.name == "admin" ? 0 : 1;
}
int main() { return dt::sync_wait(run()); }
#endif
