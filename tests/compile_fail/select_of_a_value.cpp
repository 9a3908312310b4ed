// SPDX-License-Identifier: BSL-1.0
// A value of the program is selected as a literal, which says that it is meant so.
//
// expect: dovetail: select() takes tables, columns and expressions
#include <dovetail/sqlite.hpp>
#include <dovetail/sql.hpp>

#include "models.hpp"

#ifdef MISTAKE
dt::task<void> mistake(Db& db) {
    auto result = co_await db.execute(dt::select(users.id, 5));
}
#else
dt::task<bool> program(Db& db) {
    auto result = co_await db.execute(dt::select(users.id, dt::literal(5)).where(users.id == 2));
    co_return result.one().get<1>() == 5;
}
int main() { return run(program); }
#endif
