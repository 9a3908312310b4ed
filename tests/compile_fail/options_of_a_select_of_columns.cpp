// SPDX-License-Identifier: BSL-1.0
// Only whole objects have relationships.
//
// expect: dovetail: options(joinedload(...)) needs a select of a whole table
#include <dovetail/sqlite.hpp>

#include "models.hpp"

#ifdef MISTAKE
auto const query = dt::select(users.username).options(dt::joinedload(users.role));
#else
dt::task<bool> program(Db& db) {
    auto result = co_await db.execute(dt::select(users).where(users.id == 3).options(dt::joinedload(users.role)));
    co_return result.scalar_one().role.name == "guest";
}
int main() { return run(program); }
#endif
