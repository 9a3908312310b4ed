// SPDX-License-Identifier: BSL-1.0
// A statement with parameters is executed with a value for each.
//
// expect: dovetail: a parameter of this statement is not given a value; write db.execute(statement, dt::arg<"name"> = value)
#include <dovetail/sqlite.hpp>
#include <dovetail/sql.hpp>

#include "models.hpp"

constexpr auto by_name = dt::select(users.id).where(users.username == dt::param<"name">);

#ifdef MISTAKE
dt::task<void> mistake(Db& db) {
    auto result = co_await db.execute(by_name);
}
#else
dt::task<bool> program(Db& db) {
    auto result = co_await db.execute(by_name, dt::arg<"name"> = "bob");
    co_return result.scalar_one() == 2;
}
int main() { return run(program); }
#endif
