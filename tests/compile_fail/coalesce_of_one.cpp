// SPDX-License-Identifier: BSL-1.0
// A single argument needs no coalesce().
//
// expect: dovetail: coalesce() takes two arguments or more, one of them a column or an expression
#include <dovetail/sqlite.hpp>

#include "models.hpp"

#ifdef MISTAKE
dt::task<void> mistake(Db& db) {
    auto result = co_await db.execute(dt::select(dt::coalesce(users.username)));
}
#else
dt::task<bool> program(Db& db) {
    auto result = co_await db.execute(dt::select(dt::coalesce(users.username, "none")));
    co_return !result.all().empty();
}
int main() { return run(program); }
#endif
