// SPDX-License-Identifier: BSL-1.0
// LIKE compares text; on a number SQLite would compare its digits.
//
// expect: dovetail: LIKE compares text with text; this operand is no text
#include <dovetail/sqlite.hpp>

#include "models.hpp"

#ifdef MISTAKE
auto const query = dt::select(users.id).where(users.id.like("1%"));
#else
dt::task<bool> program(Db& db) {
    auto result = co_await db.execute(dt::select(users.id).where(users.email.like("%@example.org")));
    co_return result.scalars().all() == std::vector<int>{3};
}
int main() { return run(program); }
#endif
