// SPDX-License-Identifier: BSL-1.0
// The rows of a frame stand in the order of the window.
//
// expect: dovetail: a frame begins before it ends
#include <dovetail/sqlite.hpp>
#include <dovetail/sql.hpp>

#include "models.hpp"

#ifdef MISTAKE
auto const query = dt::select(dt::sum(posts.score).over(dt::window().order_by(posts.id).rows(dt::current_row, dt::preceding(1))));
#else
dt::task<bool> program(Db& db) {
    auto result = co_await db.execute(
        dt::select(dt::sum(posts.score).over(dt::window().order_by(posts.id).rows(dt::preceding(1), dt::current_row))).order_by(posts.id));
    co_return result.scalars().all() == std::vector<std::optional<std::int64_t>>{3, 8, 5};
}
int main() { return run(program); }
#endif
