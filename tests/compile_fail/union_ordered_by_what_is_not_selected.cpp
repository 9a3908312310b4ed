// SPDX-License-Identifier: BSL-1.0
// The rows of a union have what was selected, and nothing of the tables it came from.
//
// expect: dovetail: queries that are put together are ordered by what the first one selects, and by nothing else
#include <dovetail/sqlite.hpp>
#include <dovetail/sql.hpp>

#include "models.hpp"

#ifdef MISTAKE
dt::task<void> names(Db& db) {
    auto result = co_await db.execute(
        dt::union_(dt::select(users.username), dt::select(roles.name)).order_by(users.email));
}
#else
dt::task<bool> program(Db& db) {
    auto result = co_await db.execute(
        dt::union_(dt::select(users.username), dt::select(roles.name)).order_by(users.username).limit(1));
    co_return result.scalar_one() == "admin";
}
int main() { return run(program); }
#endif
