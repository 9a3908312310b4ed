// SPDX-License-Identifier: BSL-1.0
// Only what is in the database has something related there.
//
// expect: dovetail: load() takes an entity, a tracked object, or a range of them
#include <dovetail/sqlite.hpp>

#include "models.hpp"

#ifdef MISTAKE
dt::task<void> mistake(Db& db, NewUser user) {
    auto role = co_await db.load(user, users.role);
}
#else
dt::task<bool> program(Db& db) {
    auto result = co_await db.execute(dt::select(users).where(users.id == 3));
    auto const user = result.scalar_one();
    auto role = co_await db.load(user, users.role);
    co_return role.name == "guest";
}
int main() { return run(program); }
#endif
