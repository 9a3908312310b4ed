// SPDX-License-Identifier: BSL-1.0
// NULLIF compares its arguments.
//
// expect: dovetail: the two arguments of nullif() need the same SQL type
#include <dovetail/sqlite.hpp>
#include <dovetail/sql.hpp>

#include "models.hpp"

#ifdef MISTAKE
dt::task<void> mistake(Db& db) {
    auto result = co_await db.execute(dt::select(dt::nullif(posts.score, "none")));
}
#else
dt::task<bool> program(Db& db) {
    auto result = co_await db.execute(dt::select(dt::nullif(posts.score, 0)).where(posts.id == 3));
    co_return result.scalar_one() == std::nullopt;
}
int main() { return run(program); }
#endif
