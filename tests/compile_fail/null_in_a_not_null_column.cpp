// SPDX-License-Identifier: BSL-1.0
// NULL goes into nullable columns.
//
// expect: dovetail: a value of this C++ type cannot be stored in a column of this SQL type
#include <dovetail/sqlite.hpp>

#include "models.hpp"

#ifdef MISTAKE
auto const nameless = dt::update(users).set(users.username = std::nullopt).where(users.id == 1);
#else
dt::task<bool> program(Db& db) {
    auto changed = co_await db.execute(dt::update(users).set(users.nickname = std::nullopt).where(users.id == 2));
    auto found = co_await db.execute(dt::select(users.nickname).where(users.id == 2));
    co_return changed.row_count() == 1 && !found.scalar_one().has_value();
}
int main() { return run(program); }
#endif
