// SPDX-License-Identifier: BSL-1.0
// What an integer column would lose of a double is lost by an explicit conversion only.
//
// expect: dovetail: a value of this C++ type cannot be stored in a column of this SQL type
#include <dovetail/sqlite.hpp>

#include "models.hpp"

#ifdef MISTAKE
auto const half = dt::update(posts).set(posts.score = 0.5).all_rows();
#else
dt::task<bool> program(Db& db) {
    auto changed = co_await db.execute(dt::update(posts).set(posts.score = static_cast<int>(1.5)).all_rows());
    auto sum = co_await db.execute(dt::select(dt::sum(posts.score)));
    co_return changed.row_count() == 3 && sum.scalar_one() == 3;
}
int main() { return run(program); }
#endif
