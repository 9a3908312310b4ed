// SPDX-License-Identifier: BSL-1.0
// The same holds for a statement that inserts one row.
//
// expect: dovetail: a NOT NULL column without default is left out; give it a value
// expect: users.role_id
#include <dovetail/sqlite.hpp>

#include "models.hpp"

#ifdef MISTAKE
dt::task<void> create_user(Db& db, std::string username, std::string email) {
    (void)co_await db.execute(dt::insert_into(users).values(users.username = username, users.email = email));
}
#else
dt::task<bool> program(Db& db) {
    auto inserted = co_await db.execute(
        dt::insert_into(users).values(users.username = "zoe", users.email = "zoe@example.com", users.role_id = 2));
    auto found = co_await db.execute(dt::select(users.is_active).where(users.username == "zoe"));
    co_return inserted.row_count() == 1 && found.scalar_one();
}
int main() { return run(program); }
#endif
