// SPDX-License-Identifier: BSL-1.0
// Only rows that are ordered have a distance.
//
// expect: dovetail: range() and groups() count in what the window is ordered by; write order_by() before
#include <dovetail/sqlite.hpp>
#include <dovetail/sql.hpp>

#include "models.hpp"

#ifdef MISTAKE
auto const query = dt::select(dt::sum(posts.score).over(dt::window().range(dt::preceding(1))));
#else
dt::task<bool> program(Db& db) {
    auto result = co_await db.execute(
        dt::select(dt::sum(posts.score).over(dt::window().order_by(posts.id).range(dt::preceding(1)))).order_by(posts.id));
    co_return result.scalars().all() == std::vector<std::optional<std::int64_t>>{3, 8, 5};
}
int main() { return run(program); }
#endif
