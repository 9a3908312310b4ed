// SPDX-License-Identifier: BSL-1.0
// The type of a loaded object obeys the same rule.
//
// expect: dovetail: this relationship belongs to another model than the one it is loaded for
#include <dovetail/sqlite.hpp>

#include "models.hpp"

#ifdef MISTAKE
using UserWithAuthor = dt::with<User, posts.author>;
UserWithAuthor* user;
#else
using UserWithPermissions = dt::with<User, users.posts, users.role.with(roles.permissions)>;

dt::task<std::vector<UserWithPermissions>> users_with_permissions(Db& db) {
    auto result = co_await db.execute(dt::select(users).order_by(users.id).options(
        dt::joinedload(users.role).joinedload(roles.permissions), dt::joinedload(users.posts)));
    co_return result.scalars().all();
}
dt::task<bool> program(Db& db) {
    auto all = co_await users_with_permissions(db);
    co_return all.size() == 3 && all[0].role.permissions.size() == 2 && all[2].role.permissions.empty();
}
int main() { return run(program); }
#endif
