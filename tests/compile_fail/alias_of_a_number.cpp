// SPDX-License-Identifier: BSL-1.0
// What gets another name is a table.
//
// expect: dovetail: alias() takes a table or a CTE, such as users
// lines(g++): 20
#include <dovetail/sqlite.hpp>

#include "models.hpp"

#ifdef MISTAKE
dt::task<void> mistake(Db& db) {
    auto result = co_await db.execute(dt::select(users.id).where(users.id == dt::alias<"x">(3)));
}
#else
dt::task<bool> program(Db& db) {
    auto result = co_await db.execute(dt::select(dt::alias<"x">(users).id));
    co_return !result.all().empty();
}
int main() { return run(program); }
#endif
