// SPDX-License-Identifier: BSL-1.0
// A name that WITH defines is known to the statement behind that WITH only.
//
// expect: dovetail: this CTE is used in a statement that does not define it; write dt::with_(cte)(statement)
// expect: high
#include <dovetail/sqlite.hpp>
#include <dovetail/sql.hpp>

#include "models.hpp"

constexpr auto high = dt::cte<"high">(dt::select(posts.id, posts.title).where(posts.score > 3));

#ifdef MISTAKE
dt::task<void> high_scores(Db& db) {
    auto result = co_await db.execute(dt::select(high));
}
#else
dt::task<bool> program(Db& db) {
    auto result = co_await db.execute(dt::with_(high)(dt::select(high[posts.title]).select_from(high)));
    co_return result.scalar_one() == "second";
}
int main() { return run(program); }
#endif
