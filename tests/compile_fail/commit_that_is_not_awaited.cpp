// SPDX-License-Identifier: BSL-1.0
// Changes that are not committed are lost, and a commit that is not awaited is none.
//
// expect: dovetail: nothing happens until this is awaited; write co_await
#include <dovetail/sqlite.hpp>

#include "models.hpp"

#ifdef MISTAKE
dt::task<void> rename(Db& db, dt::tracked<User> user) {
    user->username = "anna";
    db.commit();
    co_return;
}
#else
dt::task<bool> program(Db& db) {
    auto user = co_await db.get(users, 1);
    (*user)->username = "anna";
    co_await db.commit();
    co_await db.rollback();
    auto found = co_await db.execute(dt::select(users.id).where(users.username == "anna"));
    co_return found.scalar_one() == 1;
}
int main() { return run(program); }
#endif
