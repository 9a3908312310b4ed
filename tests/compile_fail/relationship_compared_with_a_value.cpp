// SPDX-License-Identifier: BSL-1.0
// A relationship has no value of its own in a condition.
//
// expect: dovetail: a relationship is no value; compare its foreign key, such as users.role_id == 1
#include <dovetail/sqlite.hpp>

#include "models.hpp"

#ifdef MISTAKE
dt::task<void> mistake(Db& db) {
    auto result = co_await db.execute(dt::select(users).where(users.role == 1));
}
#else
dt::task<bool> program(Db& db) {
    auto result = co_await db.execute(dt::select(users).where(users.role_id == 1));
    co_return result.all().size() == 2;
}
int main() { return run(program); }
#endif
