// SPDX-License-Identifier: BSL-1.0
// An OR of nothing is false and an AND of nothing true, which nobody means; SQLAlchemy leaves both out.
//
// expect: dovetail: or_() of nothing is neither true nor false; give it a condition
#include <dovetail/sqlite.hpp>

#include "models.hpp"

#ifdef MISTAKE
auto const query = dt::select(users.id).where(dt::or_());
#else
dt::task<bool> program(Db& db) {
    auto result = co_await db.execute(dt::select(users.id).where(dt::or_(users.username == "ann", users.email == "eve@example.org")));
    co_return result.scalars().all() == std::vector<int>{1, 3};
}
int main() { return run(program); }
#endif
