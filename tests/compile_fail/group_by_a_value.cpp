// SPDX-License-Identifier: BSL-1.0
// Rows are grouped by what they have.
//
// expect: dovetail: group_by() takes columns, expressions and labels, such as users.role_id
#include <dovetail/sqlite.hpp>

#include "models.hpp"

#ifdef MISTAKE
dt::task<void> mistake(Db& db) {
    auto result = co_await db.execute(dt::select(users.role_id, dt::count()).group_by("role_id"));
}
#else
dt::task<bool> program(Db& db) {
    auto result = co_await db.execute(dt::select(dt::count()).select_from(users).group_by(users.role_id).order_by(users.role_id));
    co_return result.scalars().all() == std::vector<std::int64_t>{2, 1};
}
int main() { return run(program); }
#endif
