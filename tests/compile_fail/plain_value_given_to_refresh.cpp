// SPDX-License-Identifier: BSL-1.0
// A plain value is a copy that the session does not see; refresh, remove and merge take tracked objects.
//
// expect: dovetail: this is a plain value, which the session does not track; get the object by db.get(table, key) or db.track(select(...))
#include <dovetail/sqlite.hpp>

#include "models.hpp"

#ifdef MISTAKE
dt::task<void> refresh_user(Db& db, User user) {
    co_await db.refresh(user);
}
#else
dt::task<bool> program(Db& db) {
    auto found = co_await db.track(dt::select(users).where(users.id == 1));
    auto user = found.scalar_one();
    auto changed = co_await db.execute(dt::update(users).set(users.username = "anna").where(users.id == 1));
    co_await db.refresh(user);
    co_return changed.row_count() == 1 && user->username == "anna";
}
int main() { return run(program); }
#endif
