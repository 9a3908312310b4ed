// SPDX-License-Identifier: BSL-1.0
// == where = was meant.
//
// expect: dovetail: this takes assignments, such as users.username = "x" (one =)
#include <dovetail/sqlite.hpp>

#include "models.hpp"

#ifdef MISTAKE
auto const renamed = dt::update(users).set(users.username == "x").where(users.id == 1);
#else
dt::task<bool> program(Db& db) {
    auto changed = co_await db.execute(dt::update(users).set(users.username = "x").where(users.id == 1));
    co_return changed.row_count() == 1;
}
int main() { return run(program); }
#endif
