// SPDX-License-Identifier: BSL-1.0
// Values are given by name, since a text may have its parameters in any order.
//
// expect: dovetail: a parameter is given its value by dt::arg<"name"> = value
#include <dovetail/sqlite.hpp>
#include <dovetail/sql.hpp>

#include "models.hpp"

constexpr auto by_name = dt::select(users.id).where(users.username == dt::param<"name">);

#ifdef MISTAKE
dt::task<void> mistake(Db& db) {
    auto result = co_await db.execute(by_name, "bob");
}
#else
dt::task<bool> program(Db& db) {
    auto result = co_await db.execute(by_name, dt::arg<"name"> = "bob");
    co_return result.scalar_one() == 2;
}
int main() { return run(program); }
#endif
