// SPDX-License-Identifier: BSL-1.0
// A window stands in WINDOW under a name.
//
// expect: dovetail: window() takes windows under their names, such as w.as(dt::partition_by(users.role_id))
#include <dovetail/sqlite.hpp>
#include <dovetail/sql.hpp>

#include "models.hpp"

#ifdef MISTAKE
dt::task<void> mistake(Db& db) {
    auto result = co_await db.execute(dt::select(users.id).window(dt::partition_by(users.role_id)));
}
#else
dt::task<bool> program(Db& db) {
    auto result = co_await db.execute(dt::select(users.id, dt::row_number().over(dt::partition_by(users.role_id))));
    co_return result.all().size() == 3;
}
int main() { return run(program); }
#endif
