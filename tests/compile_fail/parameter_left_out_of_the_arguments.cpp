// SPDX-License-Identifier: BSL-1.0
// Of several parameters, the one without a value is named.
//
// expect: dovetail: a parameter of this statement is not given a value; write db.execute(statement, dt::arg<"name"> = value)
// expect: role
#include <dovetail/sqlite.hpp>
#include <dovetail/sql.hpp>

#include "models.hpp"

constexpr auto named = dt::select(users.id).where(users.username == dt::param<"name">, users.role_id == dt::param<"role">);

#ifdef MISTAKE
dt::task<void> mistake(Db& db) {
    auto result = co_await db.execute(named, dt::arg<"name"> = "bob");
}
#else
dt::task<bool> program(Db& db) {
    auto result = co_await db.execute(named, dt::arg<"name"> = "bob", dt::arg<"role"> = 1);
    co_return result.scalar_one() == 2;
}
int main() { return run(program); }
#endif
