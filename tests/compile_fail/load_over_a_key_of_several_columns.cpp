// SPDX-License-Identifier: BSL-1.0
// db.load() asks by one column; a relationship over several is loaded with its objects.
//
// expect: dovetail: load() goes by a key of one column, and this relationship's has several; load it by dt::joinedload(...)
#include <dovetail/sqlite.hpp>

#include "models.hpp"

template <class View>
struct GrantModel {
    static constexpr dt::table_name table = "grants";
    dt::column<View, "id", dt::integer, dt::primary_key> id;
    dt::column<View, "role_id", dt::integer> role_id;
    dt::column<View, "permission_id", dt::integer> permission_id;
    dt::many_to_one<View, "granted", RolePermissionModel> granted;
    using constraints = dt::constraints<dt::foreign_key_on<"role_id", "permission_id">::to<RolePermissionModel>>;
};
using Grant = dt::entity<GrantModel>;
using NewGrant = dt::new_row<GrantModel>;
inline constexpr dt::table<GrantModel> grants;

#ifdef MISTAKE
dt::task<void> mistake(Db& db, Grant const& grant) {
    auto granted = co_await db.load(grant, grants.granted);
}
#else
dt::task<bool> program(Db& db) {
    constexpr dt::metadata more{grants};
    co_await db.create_all(more);
    NewGrant const grant{.role_id = 1, .permission_id = 2};
    auto inserted = co_await db.execute(dt::insert_into(grants).values(grant));
    auto result = co_await db.execute(dt::select(grants).options(dt::joinedload(grants.granted)));
    co_return inserted.row_count() == 1 && result.scalar_one().granted.permission_id == 2;
}
int main() { return run(program); }
#endif
