// SPDX-License-Identifier: BSL-1.0
// A select of a whole table does not say what goes into which column.
//
// expect: dovetail: from() of an INSERT takes a select of columns, one for each that is inserted
#include <dovetail/sqlite.hpp>
#include <dovetail/sql.hpp>

#include "models.hpp"

#ifdef MISTAKE
auto const statement = dt::insert_into(roles).columns(roles.name).from(dt::select(users));
#else
dt::task<bool> program(Db& db) {
    auto result = co_await db.execute(dt::insert_into(roles).columns(roles.name).from(dt::select(users.username)));
    co_return result.row_count() == 3;
}
int main() { return run(program); }
#endif
