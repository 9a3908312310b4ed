// SPDX-License-Identifier: BSL-1.0
// Users write it where a key comes from a request, as text.
//
// expect: dovetail: the two sides of this comparison have different SQL types; compare text with text, numbers with numbers, bool with bool
#include <dovetail/sqlite.hpp>

#include "models.hpp"

#ifdef MISTAKE
auto const query = dt::select(users.id).where(users.id == "1");
#else
dt::task<bool> program(Db& db) {
    auto result = co_await db.execute(dt::select(users.id).where(users.id == 1));
    co_return result.scalars().all() == std::vector<int>{1};
}
int main() { return run(program); }
#endif
