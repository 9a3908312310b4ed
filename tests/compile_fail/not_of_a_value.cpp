// SPDX-License-Identifier: BSL-1.0
// AND, OR and NOT take what is true or false.
//
// expect: dovetail: not_() takes a condition, such as users.id == 1 or a boolean column
#include <dovetail/sqlite.hpp>

#include "models.hpp"

#ifdef MISTAKE
auto const query = dt::select(users.id).where(dt::not_(users.role_id));
#else
dt::task<bool> program(Db& db) {
    auto result = co_await db.execute(dt::select(users.id).where(dt::not_(users.is_active)));
    co_return result.scalar_one() == 3;
}
int main() { return run(program); }
#endif
