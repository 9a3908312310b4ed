// SPDX-License-Identifier: BSL-1.0
// An UPDATE has no rows to read one by one.
//
// expect: dovetail: this statement has no rows to stream
#include <dovetail/sqlite.hpp>

#include "models.hpp"

#ifdef MISTAKE
dt::task<void> change(Db& db) {
    auto stream = db.stream(dt::update(users).set(users.is_active = true).all_rows());
    (void)co_await stream.next();
}
#else
dt::task<bool> program(Db& db) {
    auto changed = co_await db.execute(dt::update(users).set(users.is_active = true).all_rows());
    auto stream = db.stream(dt::select(users.id).where(users.is_active));
    int count = 0;
    while (auto row = co_await stream.next()) ++count;
    co_return changed.row_count() == 3 && count == 3;
}
int main() { return run(program); }
#endif
