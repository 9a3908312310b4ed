// SPDX-License-Identifier: BSL-1.0
// A range of new rows is no one statement, which would have a plan.
//
// expect: dovetail: explain() takes one statement; a range of new rows is sent as any number of them
#include <dovetail/sql.hpp>
#include <dovetail/sqlite.hpp>

#include "models.hpp"

#ifdef MISTAKE
dt::task<void> mistake(Db& db, std::vector<NewRole> rows) {
    auto plan = co_await db.explain(dt::insert_into(roles).values(rows));
}
#else
dt::task<bool> program(Db& db) {
    auto plan = co_await db.explain(dt::insert_into(roles).values(roles.name = "x"));
    co_return plan.size() < 2;
}
int main() { return run(program); }
#endif
