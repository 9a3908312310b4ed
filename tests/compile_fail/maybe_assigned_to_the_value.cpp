// SPDX-License-Identifier: BSL-1.0
// A maybe does not convert to the value that may not be there.
//
// expect: dovetail: there may be no row here;
// expect: test it, then use * or ->
#include <dovetail/sqlite.hpp>

#include "models.hpp"

#ifdef MISTAKE
dt::task<void> greet(Db& db, int id) {
    auto result = co_await db.execute(dt::select(users).where(users.id == id));
    User user = result.scalar_one_or_none();
}
#else
dt::task<bool> program(Db& db) {
    auto result = co_await db.execute(dt::select(users).where(users.id == 1));
    auto found = result.scalar_one_or_none();
    if (!found) co_return false;
    User user = *found;
    co_return user.username == "ann";
}
int main() { return run(program); }
#endif
