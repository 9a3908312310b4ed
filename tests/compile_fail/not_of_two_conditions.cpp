// SPDX-License-Identifier: BSL-1.0
// Not both, or neither of them?
//
// expect: dovetail: not_() takes one condition; dt::and_(a, b) and dt::or_(a, b) make one of several
#include <dovetail/sqlite.hpp>

#include "models.hpp"

#ifdef MISTAKE
auto const query = dt::select(users.id).where(dt::not_(users.id == 1, users.id == 2));
#else
dt::task<bool> program(Db& db) {
    auto result = co_await db.execute(dt::select(users.id).where(dt::not_(dt::or_(users.id == 1, users.id == 2))));
    for (int id : result.scalars().all())
        if (id < 3) co_return false;
    co_return true;
}
int main() { return run(program); }
#endif
