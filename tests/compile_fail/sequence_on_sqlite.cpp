// SPDX-License-Identifier: BSL-1.0
// A statement that the dialect cannot do: SQLite has no sequences; it makes the keys of new rows itself.
//
// expect: dovetail: this database has no such statement
// expect: SQLite.a sequence
#include <dovetail/sqlite.hpp>

#include "models.hpp"

#ifdef MISTAKE
dt::task<void> mistake(Db& db) {
    auto result = co_await db.execute(dt::insert_into(roles).values(roles.id = dt::nextval<"role_numbers">(), roles.name = "x"));
}
#else
dt::task<bool> program(Db& db) {
    auto result = co_await db.execute(dt::insert_into(roles).values(roles.name = "x").returning(roles.id));
    co_return result.scalar_one() == 3;
}
int main() { return run(program); }
#endif
