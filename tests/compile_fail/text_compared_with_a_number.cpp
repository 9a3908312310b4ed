// SPDX-License-Identifier: BSL-1.0
// SQLite would compare them, and find nothing; PostgreSQL would refuse at run time.
//
// expect: dovetail: the two sides of this comparison have different SQL types; compare text with text, numbers with numbers, bool with bool
#include <dovetail/sqlite.hpp>

#include "models.hpp"

#ifdef MISTAKE
auto const query = dt::select(users.id).where(users.username == 1);
#else
dt::task<bool> program(Db& db) {
    auto result = co_await db.execute(dt::select(users.id).where(users.username == "bob"));
    co_return result.scalars().all() == std::vector<int>{2};
}
int main() { return run(program); }
#endif
