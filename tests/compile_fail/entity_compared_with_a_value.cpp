// SPDX-License-Identifier: BSL-1.0
// Which member is meant?
//
// expect: dovetail: a whole entity is no single value; compare one of its members, such as user.id == 1
#include <dovetail/sqlite.hpp>

#include "models.hpp"

#ifdef MISTAKE
dt::task<bool> mistake(Db& db) {
    auto result = co_await db.execute(dt::select(users).where(users.id == 1));
    co_return result.scalar_one() == 1;
}
#else
dt::task<bool> program(Db& db) {
    auto result = co_await db.execute(dt::select(users).where(users.id == 1));
    co_return result.scalar_one().id == 1;
}
int main() { return run(program); }
#endif
