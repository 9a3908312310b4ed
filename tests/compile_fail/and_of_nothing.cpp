// SPDX-License-Identifier: BSL-1.0
// Whether nothing at all holds is no question to a database.
//
// expect: dovetail: and_() needs at least one condition
#include <dovetail/sqlite.hpp>

#include "models.hpp"

#ifdef MISTAKE
auto const query = dt::select(users.id).where(dt::and_());
#else
dt::task<bool> program(Db& db) {
    auto result = co_await db.execute(dt::select(users.id).where(dt::and_(users.id == 2)));
    co_return result.scalar_one() == 2;
}
int main() { return run(program); }
#endif
