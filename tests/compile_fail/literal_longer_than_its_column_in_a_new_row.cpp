// SPDX-License-Identifier: BSL-1.0
// The same in a new row.
//
// expect: dovetail: this literal is longer than the column's dt::string<n>
// expect: username
#include <dovetail/sqlite.hpp>

#include "models.hpp"

#ifdef MISTAKE
NewUser const user{.username = "123456789 123456789 123456789 123456789 123456789 1", .email = "x@y.z", .role_id = 1};
#else
dt::task<bool> program(Db& db) {
    NewUser const given{
        .username = "123456789 123456789 123456789 123456789 123456789 ", .email = "x@y.z", .role_id = 1};
    auto user = db.add(given);
    co_await db.flush();
    co_return user->username.size() == 50;
}
int main() { return run(program); }
#endif
