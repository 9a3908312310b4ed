// SPDX-License-Identifier: BSL-1.0
// Rows are grouped by columns and expressions.
//
// expect: dovetail: rollup() and cube() take columns and expressions
#include <dovetail/sqlite.hpp>
#include <dovetail/sql.hpp>
#include <dovetail/backend/postgres/dialect.hpp>

#include "models.hpp"

#ifdef MISTAKE
auto const query = dt::select(dt::count()).select_from(users).group_by(dt::rollup("role_id"));
#else
constexpr auto query = dt::select(dt::count()).select_from(users).group_by(dt::rollup(users.role_id));
static_assert(dt::sql<dt::postgres>(query) == R"(SELECT count(*) FROM "users" GROUP BY ROLLUP ("users"."role_id"))");
dt::task<bool> program(Db& db) {
    auto result = co_await db.execute(dt::select(dt::count()).select_from(users).group_by(users.role_id).order_by(users.role_id));
    co_return result.scalars().all() == std::vector<std::int64_t>{2, 1};
}
int main() { return run(program); }
#endif
