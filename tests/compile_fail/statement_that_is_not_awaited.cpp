// SPDX-License-Identifier: BSL-1.0
// Without co_await the statement is not sent: the await that SQLAlchemy's users forget.
//
// expect: dovetail: a statement is not sent until it is awaited; write co_await
#include <dovetail/sqlite.hpp>

#include "models.hpp"

#ifdef MISTAKE
dt::task<void> forget_nicknames(Db& db) {
    db.execute(dt::update(users).set(users.nickname = std::nullopt).all_rows());
    co_return;
}
#else
dt::task<bool> program(Db& db) {
    auto changed = co_await db.execute(dt::update(users).set(users.nickname = std::nullopt).all_rows());
    auto left = co_await db.execute(dt::select(dt::count(users.nickname)));
    co_return changed.row_count() == 3 && left.scalar_one() == 0;
}
int main() { return run(program); }
#endif
