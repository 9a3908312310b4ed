// SPDX-License-Identifier: BSL-1.0
// The columns of an INSERT are its table's.
//
// expect: dovetail: columns() takes columns of the table that is inserted into
#include <dovetail/sqlite.hpp>
#include <dovetail/sql.hpp>

#include "models.hpp"

#ifdef MISTAKE
auto const statement = dt::insert_into(roles).columns(users.username).from(dt::select(users.username));
#else
dt::task<bool> program(Db& db) {
    auto result = co_await db.execute(dt::insert_into(roles).columns(roles.name).from(dt::select(users.username)));
    co_return result.row_count() == 3;
}
int main() { return run(program); }
#endif
