// SPDX-License-Identifier: BSL-1.0
// A text is a range of characters, but no choice among texts.
//
// expect: dovetail: in_() takes a range of values, two values or more, or a select
#include <dovetail/sqlite.hpp>

#include "models.hpp"

#ifdef MISTAKE
auto const query = dt::select(users.id).where(users.username.in_("bob"));
#else
dt::task<bool> program(Db& db) {
    auto result = co_await db.execute(dt::select(users.id).where(users.username.in_("bob", "nobody")));
    co_return result.scalar_one() == 2;
}
int main() { return run(program); }
#endif
