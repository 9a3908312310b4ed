// SPDX-License-Identifier: BSL-1.0
// A parameter that is a LIMIT takes a number of rows.
//
// expect: dovetail: this parameter is a LIMIT or an OFFSET, a number of rows, so its value is an integer
#include <dovetail/sqlite.hpp>
#include <dovetail/sql.hpp>

#include "models.hpp"

constexpr auto first_users = dt::select(users).order_by(users.id).limit(dt::param<"count">);
#ifdef MISTAKE
dt::task<void> mistake(Db& db) {
    auto result = co_await db.execute(first_users, dt::arg<"count"> = "two");
}
#else
dt::task<bool> program(Db& db) {
    auto result = co_await db.execute(first_users, dt::arg<"count"> = 2);
    co_return result.all().size() == 2;
}
int main() { return run(program); }
#endif
