// SPDX-License-Identifier: BSL-1.0
// A boolean is no date.
//
// expect: dovetail: there is no CAST between these two SQL types
#include <dovetail/sqlite.hpp>

#include "models.hpp"

#ifdef MISTAKE
auto const query = dt::select(dt::cast<dt::date>(users.is_active));
#else
dt::task<bool> program(Db& db) {
    auto result = co_await db.execute(dt::select(dt::cast<dt::integer>(users.is_active)).where(users.id == 1));
    co_return result.scalar_one() == 1;
}
int main() { return run(program); }
#endif
