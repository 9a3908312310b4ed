// SPDX-License-Identifier: BSL-1.0
// A parameter takes the SQL type of what it is compared with.
//
// expect: dovetail: the value of this parameter has another type than what it is compared with or stored in
#include <dovetail/sqlite.hpp>
#include <dovetail/sql.hpp>

#include "models.hpp"

constexpr auto by_name = dt::select(users.id).where(users.username == dt::param<"name">);

#ifdef MISTAKE
dt::task<void> mistake(Db& db) {
    auto result = co_await db.execute(by_name, dt::arg<"name"> = 2);
}
#else
dt::task<bool> program(Db& db) {
    auto result = co_await db.execute(by_name, dt::arg<"name"> = std::string("bob"));
    co_return result.scalar_one() == 2;
}
int main() { return run(program); }
#endif
