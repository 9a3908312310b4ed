// SPDX-License-Identifier: BSL-1.0
// trim() takes text.
//
// expect: dovetail: this function takes text here
#include <dovetail/sqlite.hpp>

#include <dovetail/functions/string.hpp>

#include "models.hpp"

#ifdef MISTAKE
auto const query = dt::select(dt::trim(users.id));
#else
dt::task<bool> program(Db& db) {
    auto result = co_await db.execute(dt::select(dt::trim("  x ")).select_from(users).where(users.id == 1));
    co_return result.scalar_one() == "x";
}
int main() { return run(program); }
#endif
