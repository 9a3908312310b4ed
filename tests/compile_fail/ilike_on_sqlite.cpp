// SPDX-License-Identifier: BSL-1.0
// A statement that the dialect cannot do: SQLite has no ILIKE; its LIKE ignores the case of ASCII letters.
//
// expect: dovetail: this database has no such statement
// expect: SQLite.ILIKE
#include <dovetail/sqlite.hpp>

#include "models.hpp"

#ifdef MISTAKE
dt::task<void> print_users(Db& db) {
    auto result = co_await db.execute(dt::select(users).where(users.username.ilike("A%")));
}
#else
dt::task<bool> program(Db& db) {
    auto result = co_await db.execute(dt::select(users).where(users.username.like("A%")));
    co_return result.scalar_one().username == "ann";
}
int main() { return run(program); }
#endif
