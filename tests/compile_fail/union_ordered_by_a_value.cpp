// SPDX-License-Identifier: BSL-1.0
// What is computed for the order is selected first, and has a name.
//
// expect: dovetail: queries put together are ordered by what the first one selects; give it a label
#include <dovetail/sqlite.hpp>
#include <dovetail/sql.hpp>

#include "models.hpp"

constexpr dt::label<"n"> n;

#ifdef MISTAKE
auto const query = dt::union_(dt::select(users.id), dt::select(roles.id)).order_by(users.id + 1);
#else
dt::task<bool> program(Db& db) {
    auto result = co_await db.execute(dt::union_(dt::select((users.id + 1).as(n)), dt::select(roles.id)).order_by(n.desc()));
    co_return result.scalars().all() == std::vector<std::int64_t>{4, 3, 2, 1};
}
int main() { return run(program); }
#endif
