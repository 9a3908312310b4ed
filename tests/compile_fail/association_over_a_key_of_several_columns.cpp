// SPDX-License-Identifier: BSL-1.0
// A many-to-many goes by keys of one column each.
//
// expect: dovetail: a many-to-many goes by keys of one column; give the association's target a key of its own, or go by way of the association, one_to_many and many_to_one
// expect: batches.grants
#include <dovetail/sqlite.hpp>

#include "models.hpp"

template <class View> struct BatchedModel;
template <class View>
struct BatchModel {
    static constexpr dt::table_name table = "batches";
    dt::column<View, "id", dt::integer, dt::primary_key> id;
#ifdef MISTAKE
    dt::many_to_many<View, "grants", RolePermissionModel, BatchedModel> grants;
#else
    dt::one_to_many<View, "batched", BatchedModel> batched;
#endif
};
template <class View>
struct BatchedModel {
    static constexpr dt::table_name table = "batched";
    dt::column<View, "id", dt::integer, dt::primary_key> id;
    dt::column<View, "batch_id", dt::integer, dt::foreign_key<BatchModel>> batch_id;
    dt::column<View, "role_id", dt::integer> role_id;
    dt::column<View, "permission_id", dt::integer> permission_id;
#ifndef MISTAKE
    dt::many_to_one<View, "batch", BatchModel> batch;
    dt::many_to_one<View, "grant", RolePermissionModel> grant;
#endif
    using constraints = dt::constraints<dt::foreign_key_on<"role_id", "permission_id">::to<RolePermissionModel>>;
};
inline constexpr dt::table<BatchModel> batches;
inline constexpr dt::table<BatchedModel> batched;

#ifdef MISTAKE
constexpr dt::metadata more{batches, batched};
#else
dt::task<bool> program(Db& db) {
    constexpr dt::metadata more{batches, batched};
    co_await db.create_all(more);
    auto inserted = co_await db.execute(dt::insert_into(batches).values(batches.id = 1));
    std::vector<dt::new_row<BatchedModel>> const rows{{.batch_id = 1, .role_id = 1, .permission_id = 1}, {.batch_id = 1, .role_id = 1, .permission_id = 2}};
    auto filled = co_await db.execute(dt::insert_into(batched).values(rows));
    auto result = co_await db.execute(dt::select(batches).options(dt::joinedload(batches.batched).joinedload(batched.grant)));
    co_return inserted.row_count() == 1 && filled.row_count() == 2 && result.scalar_one().batched.at(1).grant.permission_id == 2;
}
int main() { return run(program); }
#endif
