// SPDX-License-Identifier: BSL-1.0
// A relationship needs nothing of the tables before it but its key.
//
// expect: dovetail: a lateral join takes a subquery or a table, and conditions
#include <dovetail/sqlite.hpp>
#include <dovetail/sql.hpp>
#include <dovetail/backend/postgres/dialect.hpp>

#include "models.hpp"

#ifdef MISTAKE
auto const query = dt::select(users.id).join_lateral(users.role);
#else
constexpr auto newest = dt::subquery<"newest">(dt::select(posts.id).where(posts.author_id == users.id).order_by(posts.id.desc()).limit(1));
constexpr auto query = dt::select(users.id).join_lateral(newest, newest[posts.id] > 1);
static_assert(dt::sql<dt::postgres, decltype(query)>.find("JOIN LATERAL (SELECT") != std::string_view::npos);
dt::task<bool> program(Db& db) {
    auto result = co_await db.execute(dt::select(users.id).join(users.role, roles.id == 2));
    co_return result.scalar_one() == 3;
}
int main() { return run(program); }
#endif
