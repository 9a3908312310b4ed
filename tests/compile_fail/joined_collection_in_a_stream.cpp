// SPDX-License-Identifier: BSL-1.0
// Also a collection further down the path needs several rows for one object.
//
// expect: dovetail: a stream holds one row at a time, so it cannot fold a joined collection; use execute()
#include <dovetail/sqlite.hpp>

#include "models.hpp"

#ifdef MISTAKE
dt::task<void> print_users(Db& db) {
    auto stream = db.stream(dt::select(users).options(dt::joinedload(users.role).joinedload(roles.permissions)));
    while (auto user = co_await stream.next()) std::puts(user->username.c_str());
}
#else
dt::task<bool> program(Db& db) {
    auto stream = db.stream(dt::select(users).order_by(users.id).options(dt::joinedload(users.role)));
    std::string seen;
    while (auto user = co_await stream.next()) seen += user->username + ':' + user->role.name + ' ';
    co_return seen == "ann:admin bob:admin eve:guest ";
}
int main() { return run(program); }
#endif
