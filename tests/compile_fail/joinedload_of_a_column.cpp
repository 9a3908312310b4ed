// SPDX-License-Identifier: BSL-1.0
// A foreign key is a number; the relationship over it is loaded.
//
// expect: dovetail: joinedload() takes a relationship, such as users.role
#include <dovetail/sqlite.hpp>

#include "models.hpp"

#ifdef MISTAKE
dt::task<void> mistake(Db& db) {
    auto result = co_await db.execute(dt::select(users).options(dt::joinedload(users.role_id)));
}
#else
dt::task<bool> program(Db& db) {
    auto result = co_await db.execute(dt::select(users).options(dt::joinedload(users.role)));
    co_return result.all().size() == 3;
}
int main() { return run(program); }
#endif
