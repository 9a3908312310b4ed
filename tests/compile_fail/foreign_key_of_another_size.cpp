// SPDX-License-Identifier: BSL-1.0
// A foreign key of several columns holds its target's primary key, column for column.
//
// expect: dovetail: a foreign key of several columns has one for each column of its target's primary key
// expect: grants.user_id
#include <dovetail/sqlite.hpp>

#include "models.hpp"

template <class View>
struct GrantModel {
    static constexpr dt::table_name table = "grants";
    dt::column<View, "user_id", dt::integer, dt::primary_key, dt::foreign_key<UserModel>> user_id;
    dt::column<View, "role_id", dt::integer, dt::primary_key> role_id;
    dt::column<View, "permission_id", dt::integer, dt::primary_key> permission_id;
#ifdef MISTAKE
    using constraints = dt::constraints<dt::foreign_key_on<"user_id", "role_id", "permission_id">::to<RolePermissionModel>>;
#else
    using constraints = dt::constraints<dt::foreign_key_on<"role_id", "permission_id">::to<RolePermissionModel>>;
#endif
};
using NewGrant = dt::new_row<GrantModel>;
inline constexpr dt::table<GrantModel> grants;

#ifdef MISTAKE
constexpr dt::metadata all{grants, role_permissions, roles, permissions, users};
#else
dt::task<bool> program(Db& db) {
    constexpr dt::metadata more{grants};
    co_await db.create_all(more);
    NewGrant const grant{.user_id = 1, .role_id = 1, .permission_id = 1};
    auto inserted = co_await db.execute(dt::insert_into(grants).values(grant));
    auto result = co_await db.execute(dt::select(grants.user_id).join(role_permissions));
    co_return inserted.row_count() == 1 && result.scalar_one() == 1;
}
int main() { return run(program); }
#endif
