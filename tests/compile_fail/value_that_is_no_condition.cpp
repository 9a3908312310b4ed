// SPDX-License-Identifier: BSL-1.0
// A number is no condition.
//
// expect: dovetail: where() takes conditions, such as users.id == 1 or a boolean column
#include <dovetail/sqlite.hpp>

#include "models.hpp"

#ifdef MISTAKE
auto const query = dt::select(users.id).where(users.id);
#else
dt::task<bool> program(Db& db) {
    auto result = co_await db.execute(dt::select(users.id).where(users.is_active));
    co_return result.scalars().all() == std::vector<int>{1, 2};
}
int main() { return run(program); }
#endif
