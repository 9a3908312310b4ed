// SPDX-License-Identifier: BSL-1.0
// An order is a column or an expression; text would be a name that is looked up at run time.
//
// expect: dovetail: order_by() takes columns and expressions, such as users.name.desc()
#include <dovetail/sqlite.hpp>

#include "models.hpp"

#ifdef MISTAKE
auto const query = dt::select(users).order_by("username");
#else
dt::task<bool> program(Db& db) {
    auto result = co_await db.execute(dt::select(users.id).order_by(users.username.desc()));
    co_return result.scalars().all() == std::vector<int>{3, 2, 1};
}
int main() { return run(program); }
#endif
