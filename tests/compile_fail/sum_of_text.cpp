// SPDX-License-Identifier: BSL-1.0
// sum() and avg() take numbers.
//
// expect: dovetail: sum() and avg() take numbers
#include <dovetail/sqlite.hpp>

#include "models.hpp"

#ifdef MISTAKE
auto const query = dt::select(dt::sum(posts.title));
#else
dt::task<bool> program(Db& db) {
    auto result = co_await db.execute(dt::select(dt::sum(posts.score)));
    co_return result.scalar_one() == 8;
}
int main() { return run(program); }
#endif
