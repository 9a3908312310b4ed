// SPDX-License-Identifier: BSL-1.0
// One result where no condition holds.
//
// expect: dovetail: a case_() has one else_()
#include <dovetail/sqlite.hpp>
#include <dovetail/sql.hpp>

#include "models.hpp"

#ifdef MISTAKE
dt::task<void> mistake(Db& db) {
    auto result = co_await db.execute(dt::select(dt::case_().when(users.id == 1, "a").else_("b").else_("c")));
}
#else
dt::task<bool> program(Db& db) {
    auto result = co_await db.execute(dt::select(dt::case_().when(users.id == 1, "a").else_("b")).order_by(users.id));
    co_return result.scalars().all() == std::vector<std::string>{"a", "b", "b"};
}
int main() { return run(program); }
#endif
