// SPDX-License-Identifier: BSL-1.0
// Rows are left out of a frame that is named.
//
// expect: dovetail: exclude...() leaves rows out of a frame; write rows(), range() or groups() before
#include <dovetail/sqlite.hpp>
#include <dovetail/sql.hpp>

#include "models.hpp"

#ifdef MISTAKE
auto const query = dt::select(dt::sum(posts.score).over(dt::window().order_by(posts.id).exclude_current_row()));
#else
dt::task<bool> program(Db& db) {
    auto result = co_await db.execute(
        dt::select(dt::sum(posts.score)
                       .over(dt::window().order_by(posts.id).rows(dt::preceding(1), dt::following(1)).exclude_current_row()))
            .order_by(posts.id));
    co_return result.scalars().all() == std::vector<std::optional<std::int64_t>>{5, 3, 5};
}
int main() { return run(program); }
#endif
