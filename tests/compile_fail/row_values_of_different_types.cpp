// SPDX-License-Identifier: BSL-1.0
// Rows are compared one value with another.
//
// expect: dovetail: the two rows of this comparison have different numbers or SQL types of values
#include <dovetail/sqlite.hpp>

#include "models.hpp"

#ifdef MISTAKE
auto const query = dt::select(users.id).where(dt::tuple_(users.id, users.username) == dt::tuple_("ann", 1));
#else
dt::task<bool> program(Db& db) {
    auto result = co_await db.execute(dt::select(users.id).where(dt::tuple_(users.id, users.username) == dt::tuple_(1, "ann")));
    co_return result.scalar_one() == 1;
}
int main() { return run(program); }
#endif
