// SPDX-License-Identifier: BSL-1.0
// As many values as parameters, but not one for each.
//
// expect: dovetail: a parameter is given two values
#include <dovetail/sqlite.hpp>
#include <dovetail/sql.hpp>

#include "models.hpp"

constexpr auto between = dt::select(users.username).where(users.id >= dt::param<"from">, users.id <= dt::param<"to">);

#ifdef MISTAKE
dt::task<void> mistake(Db& db) {
    auto result = co_await db.execute(between, dt::arg<"from"> = 1, dt::arg<"from"> = 2);
}
#else
dt::task<bool> program(Db& db) {
    auto result = co_await db.execute(between, dt::arg<"to"> = 2, dt::arg<"from"> = 2);
    co_return result.scalars().all() == std::vector<std::string>{"bob"};
}
int main() { return run(program); }
#endif
