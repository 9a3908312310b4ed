// SPDX-License-Identifier: BSL-1.0
// Each value is a parameter of its own, so a database does not know an expression with values again: it is grouped by its
// label.
//
// expect: dovetail: an expression with values in it, such as column + 1, is grouped by its label
#include <dovetail/sqlite.hpp>

#include "models.hpp"

#ifdef MISTAKE
dt::task<bool> program(Db& db) {
    auto result = co_await db.execute(dt::select(users.id + 1, dt::count()).group_by(users.id + 1));
    co_return result.all().size() == 2;
}
#else
inline constexpr dt::label<"next"> next;
dt::task<bool> program(Db& db) {
    auto result = co_await db.execute(dt::select((users.id + 1).as(next), dt::count()).group_by(next));
    co_return !result.all().empty();
}
int main() { return run(program); }
#endif
