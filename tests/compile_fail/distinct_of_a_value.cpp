// SPDX-License-Identifier: BSL-1.0
// Rows differ in columns and expressions.
//
// expect: dovetail: distinct() takes nothing, or columns and expressions
#include <dovetail/sqlite.hpp>

#include "models.hpp"

#ifdef MISTAKE
auto const query = dt::select(users.role_id).distinct("role_id");
#else
dt::task<bool> program(Db& db) {
    auto result = co_await db.execute(dt::select(users.role_id).distinct().order_by(users.role_id));
    co_return result.scalars().all() == std::vector{1, 2};
}
int main() { return run(program); }
#endif
