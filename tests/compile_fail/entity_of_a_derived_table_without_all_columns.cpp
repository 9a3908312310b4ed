// SPDX-License-Identifier: BSL-1.0
// An entity has all columns of its table.
//
// expect: dovetail: this derived table does not have all columns of this table; select the whole table there, as in dt::select(users), where no outer join may leave it out
#include <dovetail/sqlite.hpp>
#include <dovetail/sql.hpp>

#include "models.hpp"

#ifdef MISTAKE
constexpr auto named = dt::subquery<"named">(dt::select(users.id, users.username));
#else
constexpr auto named = dt::subquery<"named">(dt::select(users).where(users.id < 3));
#endif
constexpr auto query = dt::select(named[users]).select_from(named).order_by(named[users.id].desc());

#ifndef MISTAKE
dt::task<bool> program(Db& db) {
    auto result = co_await db.execute(query);
    std::vector<User> const found = result.scalars().all();
    co_return found.size() == 2 && found[0].username == "bob";
}
int main() { return run(program); }
#endif
