// SPDX-License-Identifier: BSL-1.0
// A join says what is joined.
//
// expect: dovetail: join() takes a relationship, such as users.role, or a table and the condition that connects it
#include <dovetail/sqlite.hpp>

#include "models.hpp"

#ifdef MISTAKE
dt::task<void> mistake(Db& db) {
    auto result = co_await db.execute(dt::select(users.id).join());
}
#else
dt::task<bool> program(Db& db) {
    auto result = co_await db.execute(dt::select(users.id).join(users.role).where(users.id == 3));
    co_return result.scalar_one() == 3;
}
int main() { return run(program); }
#endif
