// SPDX-License-Identifier: BSL-1.0
// There is no difference of texts. What is said of it further on is no second error.
//
// expect: dovetail: arithmetic takes numbers on both sides
#include <dovetail/sqlite.hpp>

#include "models.hpp"

#ifdef MISTAKE
auto const query = dt::select(users.id).where(users.username - 1 == "x");
#else
dt::task<bool> program(Db& db) {
    auto result = co_await db.execute(dt::select(users.id).where(users.id + 1 == 2));
    co_return result.scalars().all() == std::vector<int>{1};
}
int main() { return run(program); }
#endif
