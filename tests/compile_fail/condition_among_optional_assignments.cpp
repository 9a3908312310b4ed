// SPDX-License-Identifier: BSL-1.0
// What when() chooses in set() is an assignment, with one =.
//
// expect: dovetail: this takes assignments, such as users.username = "x" (one =)
#include <dovetail/sqlite.hpp>
#include <dovetail/sql.hpp>

#include "models.hpp"

#ifdef MISTAKE
auto rename(bool given) { return dt::update(users).set(dt::when(given, users.username == "x")).where(users.id == 1); }
#else
dt::task<bool> program(Db& db) {
    auto result = co_await db.execute(dt::update(users).set(dt::when(true, users.username = "x")).where(users.id == 1));
    co_return result.row_count() == 1;
}
int main() { return run(program); }
#endif
