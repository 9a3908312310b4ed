// SPDX-License-Identifier: BSL-1.0
// A column takes values of its type only.
//
// expect: dovetail: a value of this C++ type cannot be stored in a column of this SQL type
#include <dovetail/sqlite.hpp>

#include "models.hpp"

#ifdef MISTAKE
dt::task<void> rename(Db& db) {
    (void)co_await db.execute(dt::update(users).set(users.username = 3).where(users.id == 1));
}
#else
dt::task<bool> program(Db& db) {
    auto changed = co_await db.execute(dt::update(users).set(users.username = "3").where(users.id == 1));
    auto found = co_await db.execute(dt::select(users.username).where(users.id == 1));
    co_return changed.row_count() == 1 && found.scalar_one() == "3";
}
int main() { return run(program); }
#endif
