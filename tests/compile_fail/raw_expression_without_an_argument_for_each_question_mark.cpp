// SPDX-License-Identifier: BSL-1.0
// Each question mark stands for an argument.
//
// expect: dovetail: this raw statement is not given as many values as it has placeholders
#include <dovetail/sqlite.hpp>

#include "models.hpp"

#ifdef MISTAKE
dt::task<void> print_users(Db& db) {
    auto result = co_await db.execute(dt::select(dt::raw_expression<"? + ?", dt::integer>(users.id)));
}
#else
dt::task<bool> program(Db& db) {
    auto result = co_await db.execute(dt::select(dt::raw_expression<"? + ?", dt::integer>(users.id, 1)).where(users.id == 1));
    co_return result.scalar_one() == 2;
}
int main() { return run(program); }
#endif
