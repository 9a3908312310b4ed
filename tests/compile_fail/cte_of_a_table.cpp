// SPDX-License-Identifier: BSL-1.0
// A name in WITH stands for a query.
//
// expect: dovetail: cte() takes a select, or a mutation with returning()
#include <dovetail/sqlite.hpp>
#include <dovetail/sql.hpp>

#include "models.hpp"

#ifdef MISTAKE
auto const all = dt::cte<"all">(users);
#else
dt::task<bool> program(Db& db) {
    auto const all = dt::cte<"all">(dt::select(users));
    auto result = co_await db.execute(dt::with_(all)(dt::select(all[users.id]).select_from(all)));
    co_return result.all().size() == 3;
}
int main() { return run(program); }
#endif
