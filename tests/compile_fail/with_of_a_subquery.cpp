// SPDX-License-Identifier: BSL-1.0
// What FROM has is no name for a whole statement.
//
// expect: dovetail: with_() takes what dt::cte<"name">(query) gives
#include <dovetail/sqlite.hpp>
#include <dovetail/sql.hpp>

#include "models.hpp"

#ifdef MISTAKE
constexpr auto high = dt::subquery<"high">(dt::select(posts.title).where(posts.score > 3));
auto const query = dt::with_(high)(dt::select(high));
#else
constexpr auto high = dt::cte<"high">(dt::select(posts.title).where(posts.score > 3));
dt::task<bool> program(Db& db) {
    auto result = co_await db.execute(dt::with_(high)(dt::select(high[posts.title]).select_from(high)));
    co_return result.scalar_one() == "second";
}
int main() { return run(program); }
#endif
