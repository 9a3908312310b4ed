// SPDX-License-Identifier: BSL-1.0
// A CASE that tests nothing takes conditions.
//
// expect: dovetail: when() of case_() takes a condition, such as users.id == 1, and a result
#include <dovetail/sqlite.hpp>
#include <dovetail/sql.hpp>

#include "models.hpp"

#ifdef MISTAKE
dt::task<void> mistake(Db& db) {
    auto result = co_await db.execute(dt::select(dt::case_().when(users.role_id, "admin")));
}
#else
dt::task<bool> program(Db& db) {
    auto result = co_await db.execute(dt::select(dt::case_().when(users.role_id == 1, "admin").else_("guest")).where(users.id == 2));
    co_return result.scalar_one() == "admin";
}
int main() { return run(program); }
#endif
