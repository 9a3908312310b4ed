// SPDX-License-Identifier: BSL-1.0
// A number is no text.
//
// expect: dovetail: + joins text with text; dt::cast<dt::text>(...) makes text of a number
#include <dovetail/sqlite.hpp>

#include "models.hpp"

#ifdef MISTAKE
auto const query = dt::select(users.username + 1);
#else
dt::task<bool> program(Db& db) {
    auto result = co_await db.execute(dt::select(users.username + dt::cast<dt::text>(users.id)).where(users.id == 1));
    co_return result.scalar_one() == "ann1";
}
int main() { return run(program); }
#endif
