// SPDX-License-Identifier: BSL-1.0
// Only things of one kind have an order.
//
// expect: dovetail: the arguments of greatest() and least() need the same SQL type
#include <dovetail/sqlite.hpp>
#include <dovetail/sql.hpp>

#include "models.hpp"

#ifdef MISTAKE
auto const query = dt::select(dt::greatest(posts.score, posts.title));
#else
dt::task<bool> program(Db& db) {
    auto result = co_await db.execute(dt::select(dt::greatest(posts.score, 4)).order_by(posts.id));
    co_return result.scalars().all() == std::vector{4, 5, 4};
}
int main() { return run(program); }
#endif
