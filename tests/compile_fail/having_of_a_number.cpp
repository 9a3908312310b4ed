// SPDX-License-Identifier: BSL-1.0
// HAVING takes what is true or false of a group.
//
// expect: dovetail: having() takes conditions, such as dt::count() > 1
#include <dovetail/sqlite.hpp>

#include "models.hpp"

#ifdef MISTAKE
auto const query = dt::select(users.role_id).group_by(users.role_id).having(dt::count());
#else
dt::task<bool> program(Db& db) {
    auto result = co_await db.execute(dt::select(users.role_id).group_by(users.role_id).having(dt::count() > 1));
    co_return result.scalar_one() == 1;
}
int main() { return run(program); }
#endif
