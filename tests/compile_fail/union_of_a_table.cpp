// SPDX-License-Identifier: BSL-1.0
// Queries are put together, not tables.
//
// expect: dovetail: union_(), intersect() and except_() take selects
#include <dovetail/sqlite.hpp>
#include <dovetail/sql.hpp>

#include "models.hpp"

#ifdef MISTAKE
auto const query = dt::union_(dt::select(users.id), roles);
#else
dt::task<bool> program(Db& db) {
    auto result = co_await db.execute(dt::union_(dt::select(users.id), dt::select(roles.id)));
    co_return result.all().size() == 3;
}
int main() { return run(program); }
#endif
