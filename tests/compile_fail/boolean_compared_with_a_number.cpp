// SPDX-License-Identifier: BSL-1.0
// A boolean is no number, though SQLite keeps it as one.
//
// expect: dovetail: the two sides of this comparison have different SQL types; compare text with text, numbers with numbers, bool with bool
#include <dovetail/sqlite.hpp>

#include "models.hpp"

#ifdef MISTAKE
auto const query = dt::select(users.id).where(users.is_active == 1);
#else
dt::task<bool> program(Db& db) {
    auto result = co_await db.execute(dt::select(users.id).where(users.is_active == false));
    co_return result.scalars().all() == std::vector<int>{3};
}
int main() { return run(program); }
#endif
