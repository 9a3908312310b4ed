// SPDX-License-Identifier: BSL-1.0
// The bounds of between() are compared with what they bound.
//
// expect: dovetail: the bounds of between() need the type of what they bound
#include <dovetail/sqlite.hpp>

#include "models.hpp"

#ifdef MISTAKE
auto const query = dt::select(users.id).where(users.id.between("1", "2"));
#else
dt::task<bool> program(Db& db) {
    auto result = co_await db.execute(dt::select(users.id).where(users.id.between(1, 2)));
    co_return result.scalars().all() == std::vector<int>{1, 2};
}
int main() { return run(program); }
#endif
