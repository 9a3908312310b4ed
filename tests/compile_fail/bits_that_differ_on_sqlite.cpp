// SPDX-License-Identifier: BSL-1.0
// SQLite has no exclusive or.
//
// expect: dovetail: this database has no such statement
#include <dovetail/sqlite.hpp>
#include <dovetail/sql.hpp>

#include "models.hpp"

#ifdef MISTAKE
dt::task<void> mistake(Db& db) {
    auto result = co_await db.execute(dt::select(users.id ^ 3));
}
#else
dt::task<bool> program(Db& db) {
    auto result = co_await db.execute(dt::select((users.id | 3) - (users.id & 3)));
    co_return !result.all().empty();
}
int main() { return run(program); }
#endif
