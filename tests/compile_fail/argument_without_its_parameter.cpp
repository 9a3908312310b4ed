// SPDX-License-Identifier: BSL-1.0
// A name that the statement does not have, such as one that is written in another way.
//
// expect: dovetail: this statement has no parameter of that name
#include <dovetail/sqlite.hpp>
#include <dovetail/sql.hpp>

#include "models.hpp"

constexpr auto by_name = dt::select(users.id).where(users.username == dt::param<"name">);

#ifdef MISTAKE
dt::task<void> mistake(Db& db) {
    auto result = co_await db.execute(by_name, dt::arg<"Name"> = "bob");
}
#else
dt::task<bool> program(Db& db) {
    auto result = co_await db.execute(by_name, dt::arg<"name"> = "bob");
    co_return result.scalar_one() == 2;
}
int main() { return run(program); }
#endif
