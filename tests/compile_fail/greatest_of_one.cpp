// SPDX-License-Identifier: BSL-1.0
// A single argument is the greatest there is.
//
// expect: dovetail: greatest() and least() take two arguments or more
#include <dovetail/sqlite.hpp>
#include <dovetail/sql.hpp>

#include "models.hpp"

#ifdef MISTAKE
dt::task<void> mistake(Db& db) {
    auto result = co_await db.execute(dt::select(dt::greatest(users.id)));
}
#else
dt::task<bool> program(Db& db) {
    auto result = co_await db.execute(dt::select(dt::greatest(users.id, 2)));
    co_return !result.all().empty();
}
int main() { return run(program); }
#endif
