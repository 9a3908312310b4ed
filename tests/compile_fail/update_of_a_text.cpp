// SPDX-License-Identifier: BSL-1.0
// A mutation names its table by the object, not by a text.
//
// expect: dovetail: update() takes a table, such as users
#include <dovetail/sqlite.hpp>

#include "models.hpp"

#ifdef MISTAKE
dt::task<void> mistake(Db& db) {
    co_await db.execute(dt::update("users").set(users.username = "x").where(users.id == 1));
}
#else
dt::task<bool> program(Db& db) {
    auto changed = co_await db.execute(dt::update(users).set(users.username = "x").where(users.id == 1));
    co_return changed.row_count() == 1;
}
int main() { return run(program); }
#endif
