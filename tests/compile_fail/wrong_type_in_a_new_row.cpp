// SPDX-License-Identifier: BSL-1.0
// A column takes values of its type only.
//
// expect: dovetail: a value of this C++ type cannot be stored in a column of this SQL type
// expect: role_id
#include <dovetail/sqlite.hpp>

#include "models.hpp"

#ifdef MISTAKE
NewUser const user{.username = "zoe", .email = "zoe@example.com", .role_id = "admin"};
#else
dt::task<bool> program(Db& db) {
    auto user = db.add(NewUser{.username = "zoe", .email = "zoe@example.com", .role_id = 1});
    co_await db.flush();
    co_return user->role_id == 1;
}
int main() { return run(program); }
#endif
