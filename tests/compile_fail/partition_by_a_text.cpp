// SPDX-License-Identifier: BSL-1.0
// Rows of one partition agree in columns or expressions.
//
// expect: dovetail: partition_by() and order_by() of a window take columns and expressions
#include <dovetail/sqlite.hpp>
#include <dovetail/sql.hpp>

#include "models.hpp"

#ifdef MISTAKE
dt::task<void> mistake(Db& db) {
    auto result = co_await db.execute(dt::select(users.id, dt::row_number().over(dt::partition_by("role_id"))));
}
#else
dt::task<bool> program(Db& db) {
    auto result = co_await db.execute(dt::select(users.id, dt::row_number().over(dt::partition_by(users.role_id))));
    co_return result.all().size() == 3;
}
int main() { return run(program); }
#endif
