// SPDX-License-Identifier: BSL-1.0
// Arithmetic gives 64 bits, and the column that it is to go into has 32: what begins with one select is widened, what begins
// with several is not.
//
// expect: dovetail: a recursive CTE keeps the types of its first query; cast what differs there
#include <dovetail/sqlite.hpp>
#include <dovetail/sql.hpp>

#include "models.hpp"

inline constexpr dt::label<"depth"> depth;

#ifdef MISTAKE
constexpr auto chain = dt::recursive_cte<"chain">(
    dt::union_(dt::select(posts.id, dt::literal(1).as(depth)).where(posts.id == 1), dt::select(posts.id, dt::literal(1)).where(posts.id == 7)),
    [](auto const& chain) {
        return dt::select(posts.id, chain[depth] + 1).join(chain, posts.id == chain[posts.id] + 1);
    });
#else
constexpr auto chain = dt::recursive_cte<"chain">(
    dt::union_(dt::select(posts.id, dt::literal(std::int64_t{1}).as(depth)).where(posts.id == 1),
               dt::select(posts.id, dt::literal(std::int64_t{1})).where(posts.id == 7)),
    [](auto const& chain) {
        return dt::select(posts.id, chain[depth] + 1).join(chain, posts.id == chain[posts.id] + 1);
    });
dt::task<bool> program(Db& db) {
    auto result = co_await db.execute(dt::with_(chain)(dt::select(dt::max(chain[depth])).select_from(chain)));
    co_return result.scalar_one() == 3;
}
int main() { return run(program); }
#endif
