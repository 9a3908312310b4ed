// SPDX-License-Identifier: BSL-1.0
// What is joined is a table.
//
// expect: dovetail: cross_join() takes a table, such as users
#include <dovetail/sqlite.hpp>

#include "models.hpp"

#ifdef MISTAKE
dt::task<void> mistake(Db& db) {
    auto result = co_await db.execute(dt::select(users.id).cross_join("roles"));
}
#else
dt::task<bool> program(Db& db) {
    auto result = co_await db.execute(dt::select(users.id, roles.id).cross_join(roles));
    co_return result.size() > 1;
}
int main() { return run(program); }
#endif
