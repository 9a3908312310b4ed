// SPDX-License-Identifier: BSL-1.0
// An UPDATE of every row is said so.
//
// expect: dovetail: UPDATE and DELETE need .where(...), or .all_rows() when every row is meant
// expect: users
#include <dovetail/sqlite.hpp>

#include "models.hpp"

#ifdef MISTAKE
dt::task<void> deactivate(Db& db) {
    (void)co_await db.execute(dt::update(users).set(users.is_active = false));
}
#else
dt::task<bool> program(Db& db) {
    auto one = co_await db.execute(dt::update(users).set(users.is_active = false).where(users.id == 1));
    auto all = co_await db.execute(dt::update(users).set(users.is_active = false).all_rows());
    co_return one.row_count() == 1 && all.row_count() == 3;
}
int main() { return run(program); }
#endif
