// SPDX-License-Identifier: BSL-1.0
// A statement that the dialect cannot do: SQLite locks the whole database, so it has no SELECT ... FOR UPDATE.
//
// expect: dovetail: this database has no such statement
// expect: SQLite.SELECT ... FOR UPDATE
#include <dovetail/sqlite.hpp>

#include "models.hpp"

#ifdef MISTAKE
dt::task<void> lock_user(Db& db, int id) {
    auto result = co_await db.execute(dt::select(users).where(users.id == id).with_for_update());
}
#else
dt::task<bool> program(Db& db) {
    dt::engine<dt::sqlite> engine{":memory:"};
    dt::session<dt::sqlite> writer{engine, {.begin = dt::sqlite_options::begin_mode::immediate}};
    co_await writer.create_all(tables);
    auto locked = co_await writer.execute(dt::select(users));
    auto result = co_await db.execute(dt::select(users).where(users.id == 1));
    co_return locked.empty() && result.scalar_one().username == "ann";
}
int main() { return run(program); }
#endif
