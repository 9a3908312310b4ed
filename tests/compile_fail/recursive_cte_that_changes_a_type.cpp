// SPDX-License-Identifier: BSL-1.0
// Arithmetic gives 64 bits, and the column that it is to go into has 32.
//
// expect: dovetail: a recursive CTE keeps the types of its first query; cast what differs there
#include <dovetail/sqlite.hpp>
#include <dovetail/sql.hpp>

#include "models.hpp"

inline constexpr dt::label<"depth"> depth;

#ifdef MISTAKE
constexpr auto chain = dt::recursive_cte<"chain">(
    dt::select(posts.id, dt::literal(1).as(depth)).select_from(posts).where(posts.id == 1), [](auto const& chain) {
        return dt::select(posts.id, chain[depth] + 1).join(chain, posts.id == chain[posts.id] + 1);
    });
#else
constexpr auto chain = dt::recursive_cte<"chain">(
    dt::select(posts.id, dt::literal(std::int64_t{1}).as(depth)).select_from(posts).where(posts.id == 1), [](auto const& chain) {
        return dt::select(posts.id, chain[depth] + 1).join(chain, posts.id == chain[posts.id] + 1);
    });
dt::task<bool> program(Db& db) {
    auto result = co_await db.execute(dt::with_(chain)(dt::select(dt::max(chain[depth])).select_from(chain)));
    co_return result.scalar_one() == 3;
}
int main() { return run(program); }
#endif
