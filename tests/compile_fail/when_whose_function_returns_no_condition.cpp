// SPDX-License-Identifier: BSL-1.0
// What is left out where there is no value is a condition, or an order.
//
// expect: dovetail: the function that when() is given returns a condition, an order or an assignment
#include <dovetail/sqlite.hpp>
#include <dovetail/sql.hpp>

#include "models.hpp"

#ifdef MISTAKE
dt::task<void> mistake(Db& db, std::optional<int> id) {
    auto const is_user = dt::when(id, [](int wanted) { return wanted == 2; });
    auto result = co_await db.execute(dt::select(users.id).where(is_user));
}
#else
dt::task<bool> program(Db& db) {
    std::optional<int> const id = 2;
    auto const is_user = dt::when(id, [](int wanted) { return users.id == wanted; });
    auto result = co_await db.execute(dt::select(users.id).where(is_user));
    co_return result.scalar_one() == 2;
}
int main() { return run(program); }
#endif
