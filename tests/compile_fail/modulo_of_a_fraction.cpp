// SPDX-License-Identifier: BSL-1.0
// Only integers have a remainder.
//
// expect: dovetail: % takes integers on both sides
#include <dovetail/sqlite.hpp>

#include "models.hpp"

#ifdef MISTAKE
auto const query = dt::select(users.id % 2.5);
#else
dt::task<bool> program(Db& db) {
    auto result = co_await db.execute(dt::select(users.id % 2).where(users.id == 3));
    co_return result.scalar_one() == 1;
}
int main() { return run(program); }
#endif
