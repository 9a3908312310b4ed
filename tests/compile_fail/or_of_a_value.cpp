// SPDX-License-Identifier: BSL-1.0
// AND, OR and NOT take what is true or false.
//
// expect: dovetail: or_() and || take conditions, such as users.id == 1 or a boolean column
#include <dovetail/sqlite.hpp>

#include "models.hpp"

#ifdef MISTAKE
auto const query = dt::select(users.id).where(dt::or_(users.is_active, users.role_id));
#else
dt::task<bool> program(Db& db) {
    auto result = co_await db.execute(dt::select(users.id).where(dt::or_(users.is_active, users.role_id == 1)).order_by(users.id));
    co_return result.scalars().all() == std::vector{1, 2};
}
int main() { return run(program); }
#endif
