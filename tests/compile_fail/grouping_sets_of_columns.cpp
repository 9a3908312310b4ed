// SPDX-License-Identifier: BSL-1.0
// A grouping set may have several columns, or none, and so is written as one.
//
// expect: dovetail: grouping_sets() takes what dt::grouping_set(columns...) gives
#include <dovetail/sqlite.hpp>
#include <dovetail/sql.hpp>
#include <dovetail/backend/postgres/dialect.hpp>

#include "models.hpp"

#ifdef MISTAKE
auto const query = dt::select(dt::count()).select_from(users).group_by(dt::grouping_sets(users.role_id));
#else
constexpr auto query =
    dt::select(dt::count()).select_from(users).group_by(dt::grouping_sets(dt::grouping_set(users.role_id), dt::grouping_set()));
static_assert(dt::sql<dt::postgres>(query) ==
              R"(SELECT count(*) FROM "users" GROUP BY GROUPING SETS (("users"."role_id"), ()))");
dt::task<bool> program(Db& db) {
    auto result = co_await db.execute(dt::select(dt::count()).select_from(users));
    co_return result.scalar_one() == 3;
}
int main() { return run(program); }
#endif
