// SPDX-License-Identifier: BSL-1.0
// An integer has the same text everywhere, a fraction has not.
//
// expect: dovetail: + joins text with text or an integer; dt::cast<dt::text>(...) makes text of other numbers
#include <dovetail/sqlite.hpp>

#include "models.hpp"

#ifdef MISTAKE
auto const query = dt::select(users.username + 1.5);
#else
dt::task<bool> program(Db& db) {
    auto result = co_await db.execute(dt::select(users.username + users.id + dt::cast<dt::text>(true)).where(users.id == 1));
    co_return result.scalar_one() == "ann1true";
}
int main() { return run(program); }
#endif
