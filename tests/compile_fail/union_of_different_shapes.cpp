// SPDX-License-Identifier: BSL-1.0
// Rows that are put together have the same columns.
//
// expect: dovetail: the two queries differ in the number or the types of what they select
#include <dovetail/sqlite.hpp>
#include <dovetail/sql.hpp>

#include "models.hpp"

#ifdef MISTAKE
dt::task<void> names(Db& db) {
    auto result = co_await db.execute(dt::union_(dt::select(users.username), dt::select(roles.id, roles.name)));
}
#else
dt::task<bool> program(Db& db) {
    auto result = co_await db.execute(
        dt::union_(dt::select(users.id, users.username), dt::select(roles.id, roles.name)));
    co_return result.all().size() == 5;
}
int main() { return run(program); }
#endif
