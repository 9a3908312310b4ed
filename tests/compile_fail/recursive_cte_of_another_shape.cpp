// SPDX-License-Identifier: BSL-1.0
// Each step of a recursive CTE adds rows to those it begins with.
//
// expect: dovetail: the two queries differ in the number or the types of what they select
#include <dovetail/sqlite.hpp>
#include <dovetail/sql.hpp>

#include "models.hpp"

#ifdef MISTAKE
constexpr auto chain = dt::recursive_cte<"chain">(
    dt::select(posts.id, posts.title).where(posts.id == 1), [](auto const& chain) {
        return dt::select(posts.id).join(chain, posts.id == chain[posts.id] + 1);
    });
#else
constexpr auto chain = dt::recursive_cte<"chain">(
    dt::select(posts.id, posts.title).where(posts.id == 1), [](auto const& chain) {
        return dt::select(posts.id, posts.title).join(chain, posts.id == chain[posts.id] + 1);
    });
dt::task<bool> program(Db& db) {
    auto result = co_await db.execute(dt::with_(chain)(dt::select(chain)));
    co_return result.all().size() == 3;
}
int main() { return run(program); }
#endif
