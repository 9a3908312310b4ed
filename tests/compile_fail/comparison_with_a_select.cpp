// SPDX-License-Identifier: BSL-1.0
// A select gives rows; one value of it is a scalar subquery.
//
// expect: dovetail: the value of a select is dt::scalar_subquery(select); dt::any_ and dt::all_ compare with each row
#include <dovetail/sqlite.hpp>

#include "models.hpp"

#ifdef MISTAKE
auto const query = dt::select(users.username).where(users.id == dt::select(dt::max(users.id)));
#else
dt::task<bool> program(Db& db) {
    auto result = co_await db.execute(dt::select(users.id).where(users.id == dt::scalar_subquery(dt::select(dt::min(users.id)))));
    co_return result.scalar_one() == 1;
}
int main() { return run(program); }
#endif
