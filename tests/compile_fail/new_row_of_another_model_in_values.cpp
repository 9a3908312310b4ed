// SPDX-License-Identifier: BSL-1.0
// New rows go into the table of their model.
//
// expect: dovetail: values() is given new rows of another model than the statement's
#include <dovetail/sqlite.hpp>

#include "models.hpp"

#ifdef MISTAKE
dt::task<void> insert_user(Db& db, NewUser const& user) {
    (void)co_await db.execute(dt::insert_into(posts).values(user));
}
#else
dt::task<bool> program(Db& db) {
    NewUser const user{.username = "zoe", .email = "zoe@example.com", .role_id = 1};
    auto inserted = co_await db.execute(dt::insert_into(users).values(user));
    co_return inserted.row_count() == 1;
}
int main() { return run(program); }
#endif
