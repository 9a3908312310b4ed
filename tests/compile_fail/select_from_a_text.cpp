// SPDX-License-Identifier: BSL-1.0
// FROM names tables of the program, not text.
//
// expect: dovetail: select_from() takes a table, such as users
#include <dovetail/sqlite.hpp>

#include "models.hpp"

#ifdef MISTAKE
dt::task<void> mistake(Db& db) {
    auto result = co_await db.execute(dt::select(dt::count()).select_from("posts"));
}
#else
dt::task<bool> program(Db& db) {
    auto result = co_await db.execute(dt::select(dt::count()).select_from(posts));
    co_return result.scalar_one() == 3;
}
int main() { return run(program); }
#endif
