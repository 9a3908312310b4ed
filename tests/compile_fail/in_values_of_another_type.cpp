// SPDX-License-Identifier: BSL-1.0
// The values in IN are of the type that they are compared with.
//
// expect: dovetail: several things in in_() have the SQL type of what they are compared with
#include <dovetail/sqlite.hpp>

#include "models.hpp"

#ifdef MISTAKE
dt::task<void> mistake(Db& db) {
    auto result = co_await db.execute(dt::select(users.username).where(users.id.in_(2, "ann")));
}
#else
dt::task<bool> program(Db& db) {
    auto result = co_await db.execute(dt::select(users.username).where(users.id.in_(2, 99)));
    co_return result.scalar_one() == "bob";
}
int main() { return run(program); }
#endif
