// SPDX-License-Identifier: BSL-1.0
// A table needs no query to stand in FROM.
//
// expect: dovetail: this takes a select, or several put together
#include <dovetail/sqlite.hpp>
#include <dovetail/sql.hpp>

#include "models.hpp"

#ifdef MISTAKE
auto const all = dt::subquery<"all">(users);
#else
dt::task<bool> program(Db& db) {
    auto const all = dt::subquery<"all">(dt::select(users.id));
    auto result = co_await db.execute(dt::select(all[users.id]).select_from(all));
    co_return result.all().size() == 3;
}
int main() { return run(program); }
#endif
