// SPDX-License-Identifier: BSL-1.0
// The values that a CASE compares with are of the type of what it tests.
//
// expect: dovetail: when() of case_(expression) takes a value of the expression's SQL type, and a result
#include <dovetail/sqlite.hpp>
#include <dovetail/sql.hpp>

#include "models.hpp"

#ifdef MISTAKE
dt::task<void> mistake(Db& db) {
    auto result = co_await db.execute(dt::select(dt::case_(users.role_id).when("admin", 1)));
}
#else
dt::task<bool> program(Db& db) {
    auto result = co_await db.execute(dt::select(dt::case_(users.role_id).when(1, "admin").else_("guest")).where(users.id == 2));
    co_return result.scalar_one() == "admin";
}
int main() { return run(program); }
#endif
