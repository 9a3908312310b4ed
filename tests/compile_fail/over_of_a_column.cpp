// SPDX-License-Identifier: BSL-1.0
// A function is computed over a window, which is more than a column.
//
// expect: dovetail: over() takes a window, such as dt::partition_by(users.role_id), or a window's name
#include <dovetail/sqlite.hpp>
#include <dovetail/sql.hpp>

#include "models.hpp"

#ifdef MISTAKE
auto const query = dt::select(dt::row_number().over(posts.author_id));
#else
dt::task<bool> program(Db& db) {
    auto result = co_await db.execute(
        dt::select(dt::row_number().over(dt::partition_by(posts.author_id).order_by(posts.id))).order_by(posts.id));
    co_return result.scalars().all() == std::vector<std::int64_t>{1, 1, 2};
}
int main() { return run(program); }
#endif
