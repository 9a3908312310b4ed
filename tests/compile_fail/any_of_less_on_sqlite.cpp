// SPDX-License-Identifier: BSL-1.0
// A statement that the dialect cannot do: SQLite has no ANY.
//
// expect: dovetail: this database has no such statement
// expect: SQLite.ANY
#include <dovetail/sqlite.hpp>

#include "models.hpp"

#ifdef MISTAKE
dt::task<void> print_users(Db& db) {
    auto result = co_await db.execute(dt::select(users.id).where(users.id < dt::any_(dt::select(posts.id))));
}
#else
dt::task<bool> program(Db& db) {
    auto result = co_await db.execute(dt::select(users.id).where(users.id == dt::any_(dt::select(posts.id).where(posts.id == 2))));
    co_return result.scalar_one() == 2;
}
int main() { return run(program); }
#endif
