// SPDX-License-Identifier: BSL-1.0
// One value for each parameter.
//
// expect: dovetail: a parameter is given two values
#include <dovetail/sqlite.hpp>
#include <dovetail/sql.hpp>

#include "models.hpp"

constexpr auto between = dt::select(users.username).where(users.id >= dt::param<"from">, users.id <= dt::param<"to">);

#ifdef MISTAKE
dt::task<void> mistake(Db& db) {
    auto result = co_await db.execute(between, dt::arg<"from"> = 1, dt::arg<"to"> = 2, dt::arg<"to"> = 3);
}
#else
dt::task<bool> program(Db& db) {
    auto result = co_await db.execute(between, dt::arg<"from"> = 1, dt::arg<"to"> = 2);
    co_return result.scalars().all() == std::vector<std::string>{"ann", "bob"};
}
int main() { return run(program); }
#endif
