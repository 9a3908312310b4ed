// SPDX-License-Identifier: BSL-1.0
// The create_user that SQLAlchemy's users learn from forgets role_id; there, the database says so in production.
//
// expect: dovetail: a NOT NULL column without default is left out of a new row; give it a value
// expect: role_id
#include <dovetail/sqlite.hpp>

#include "models.hpp"

#ifdef MISTAKE
dt::task<dt::tracked<User>> create_user(Db& db, std::string username, std::string email) {
    auto user = db.add(NewUser{.username = username, .email = email});
    co_await db.commit();
    co_return user;
}
#else
dt::task<dt::tracked<User>> create_user(Db& db, std::string username, std::string email, int role_id) {
    auto user = db.add(NewUser{.username = username, .email = email, .role_id = role_id});
    co_await db.commit();
    co_return user;
}
dt::task<bool> program(Db& db) {
    auto user = co_await create_user(db, "zoe", "zoe@example.com", 2);
    co_return user.is_persistent() && user->id == 4 && user->is_active && !user->nickname && user->role_id == 2;
}
int main() { return run(program); }
#endif
