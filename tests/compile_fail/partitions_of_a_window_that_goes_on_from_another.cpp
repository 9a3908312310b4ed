// SPDX-License-Identifier: BSL-1.0
// SQL lets a window take the partitions of the one that it goes on from, and no others.
//
// expect: dovetail: a window that goes on from a named one has its partitions; give partition_by() to that one
#include <dovetail/sqlite.hpp>
#include <dovetail/sql.hpp>

#include "models.hpp"

#ifdef MISTAKE
inline constexpr dt::window_name<"w"> w;
auto const query = dt::select(dt::rank().over(w.order_by(posts.id).partition_by(posts.author_id)));
#else
inline constexpr dt::window_name<"w"> w;
dt::task<bool> program(Db& db) {
    auto const query = dt::select(posts.id, dt::rank().over(w.order_by(posts.id))).window(w.as(dt::partition_by(posts.author_id))).order_by(posts.id.desc());
    auto result = co_await db.execute(query);
    co_return result.all().front().get<1>() == 2;
}
int main() { return run(program); }
#endif
