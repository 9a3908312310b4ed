// SPDX-License-Identifier: BSL-1.0
// A lock is of rows that are read.
//
// expect: dovetail: for_update(table) and its kinds name tables that are selected from or joined before
#include <dovetail/sqlite.hpp>

#include "models.hpp"

#ifdef MISTAKE
auto const query = dt::select(users.id).for_update(roles);
#else
dt::task<bool> program(Db& db) {
    auto const query = dt::select(users.id).join(users.role).for_update(users, roles);
    static_assert(decltype(query)::flags.lock_rows());
    co_return (co_await db.execute(dt::select(users))).all().size() > 1;
}
int main() { return run(program); }
#endif
