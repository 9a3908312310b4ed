// SPDX-License-Identifier: BSL-1.0
// A chain goes on where it ended: joinedload(users.role) ends at roles, and posts are no relationship of a role.
//
// expect: dovetail: this joinedload does not go on where the one before it ended; its relationship belongs to another model
#include <dovetail/sqlite.hpp>

#include "models.hpp"

#ifdef MISTAKE
dt::task<void> print_users(Db& db) {
    auto result = co_await db.execute(dt::select(users).options(dt::joinedload(users.role).joinedload(users.posts)));
    for (auto const& user : result.scalars().all()) std::puts(user.username.c_str());
}
#else
dt::task<bool> program(Db& db) {
    auto result = co_await db.execute(
        dt::select(users).where(users.id == 1).options(dt::joinedload(users.role).joinedload(roles.permissions),
                                                       dt::joinedload(users.posts)));
    auto user = result.scalar_one();
    co_return user.role.permissions.size() == 2 && user.role.permissions[0].name == "read" && user.posts.size() == 2;
}
int main() { return run(program); }
#endif
