// SPDX-License-Identifier: BSL-1.0
// WITH is the beginning of a statement.
//
// expect: dovetail: with_(...) is followed by the statement that uses the names, in brackets
#include <dovetail/sqlite.hpp>
#include <dovetail/sql.hpp>

#include "models.hpp"

constexpr auto high = dt::cte<"high">(dt::select(posts.title).where(posts.score > 3));

#ifdef MISTAKE
dt::task<void> mistake(Db& db) {
    auto result = co_await db.execute(dt::with_(high)(high));
}
#else
dt::task<bool> program(Db& db) {
    auto result = co_await db.execute(dt::with_(high)(dt::select(high[posts.title]).select_from(high)));
    co_return result.scalar_one() == "second";
}
int main() { return run(program); }
#endif
