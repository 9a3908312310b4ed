// SPDX-License-Identifier: BSL-1.0
// Functions of numbers take numbers.
//
// expect: dovetail: this function takes a number here
#include <dovetail/sqlite.hpp>
#include <dovetail/sql.hpp>

#include "models.hpp"

#ifdef MISTAKE
auto const query = dt::select(dt::abs(users.username));
#else
dt::task<bool> program(Db& db) {
    auto result = co_await db.execute(dt::select(dt::abs(posts.score - 10)).where(posts.id == 1));
    co_return result.scalar_one() == 7;
}
int main() { return run(program); }
#endif
