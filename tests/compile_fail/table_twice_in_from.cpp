// SPDX-License-Identifier: BSL-1.0
// Two of one name: which of them does users.id belong to?
//
// expect: dovetail: a table stands twice in this statement; give one of them a name of its own by dt::alias<"name">(table)
// expect: users
#include <dovetail/sqlite.hpp>

#include "models.hpp"

#ifdef MISTAKE
dt::task<void> colleagues(Db& db) {
    auto result = co_await db.execute(dt::select(users.username).join(users, users.role_id == users.id));
}
#else
dt::task<bool> program(Db& db) {
    constexpr auto other = dt::alias<"other">(users);
    auto result = co_await db.execute(dt::select(other.username)
                                          .select_from(users)
                                          .join(other, other.role_id == users.role_id, other.id != users.id)
                                          .where(users.username == "ann"));
    co_return result.scalar_one() == "bob";
}
int main() { return run(program); }
#endif
