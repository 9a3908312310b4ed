// SPDX-License-Identifier: BSL-1.0
// Comparing a column that cannot be NULL with NULL decides nothing.
//
// expect: dovetail: this column is NOT NULL, so comparing it with NULL decides nothing; drop the condition
#include <dovetail/sqlite.hpp>

#include "models.hpp"

#ifdef MISTAKE
auto const query = dt::select(users.id).where(users.username == std::nullopt);
#else
dt::task<bool> program(Db& db) {
    auto result = co_await db.execute(dt::select(users.id).where(users.nickname != std::nullopt));
    co_return result.scalars().all() == std::vector<int>{2};
}
int main() { return run(program); }
#endif
