// SPDX-License-Identifier: BSL-1.0
// The columns of a subquery carry its name, not its query, which stands in FROM.
//
// expect: dovetail: this select names no table; add .select_from(table)
#include <dovetail/sqlite.hpp>
#include <dovetail/sql.hpp>

#include "models.hpp"

constexpr auto named = dt::subquery<"named">(dt::select(roles.id, roles.name).where(roles.id > 1));

#ifdef MISTAKE
dt::task<void> mistake(Db& db) {
    auto result = co_await db.execute(dt::select(named[roles.name]).where(named[roles.id] == 2));
}
#else
dt::task<bool> program(Db& db) {
    auto result = co_await db.execute(dt::select(named[roles.name]).select_from(named).where(named[roles.id] == 2));
    co_return result.all().size() == 1;
}
int main() { return run(program); }
#endif
