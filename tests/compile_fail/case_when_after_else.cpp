// SPDX-License-Identifier: BSL-1.0
// else_() is for what no when() is about.
//
// expect: dovetail: else_() ends a case_(); write when() before it
#include <dovetail/sqlite.hpp>
#include <dovetail/sql.hpp>

#include "models.hpp"

#ifdef MISTAKE
dt::task<void> mistake(Db& db) {
    auto result = co_await db.execute(dt::select(dt::case_().when(users.id == 1, "a").else_("c").when(users.id == 2, "b")));
}
#else
dt::task<bool> program(Db& db) {
    auto result = co_await db.execute(dt::select(dt::case_().when(users.id == 1, "a").when(users.id == 2, "b").else_("c")).order_by(users.id));
    co_return result.scalars().all() == std::vector<std::string>{"a", "b", "c"};
}
int main() { return run(program); }
#endif
