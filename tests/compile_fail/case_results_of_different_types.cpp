// SPDX-License-Identifier: BSL-1.0
// The results of a CASE are of one column.
//
// expect: dovetail: the results of case_() need the same SQL type; the first one that is not std::nullopt decides it
#include <dovetail/sqlite.hpp>

#include "models.hpp"

#ifdef MISTAKE
auto const query = dt::select(dt::case_().when(users.id == 1, "one").else_(2));
#else
dt::task<bool> program(Db& db) {
    auto result = co_await db.execute(dt::select(dt::case_(users.id).when(1, "one").else_("more")).where(users.id == 1));
    co_return result.scalar_one() == "one";
}
int main() { return run(program); }
#endif
