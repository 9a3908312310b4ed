// SPDX-License-Identifier: BSL-1.0
// A column may be set from an expression, of its own type.
//
// expect: dovetail: the assigned expression has another SQL type than the column
#include <dovetail/sqlite.hpp>

#include "models.hpp"

#ifdef MISTAKE
auto const mixed = dt::update(users).set(users.username = users.role_id).all_rows();
#else
dt::task<bool> program(Db& db) {
    auto changed = co_await db.execute(dt::update(users).set(users.nickname = users.username).all_rows());
    auto found = co_await db.execute(dt::select(users.nickname).where(users.id == 1));
    co_return changed.row_count() == 3 && found.scalar_one() == "ann";
}
int main() { return run(program); }
#endif
