// SPDX-License-Identifier: BSL-1.0
// join(table) goes by a foreign key between the table and those before it.
//
// expect: dovetail: no foreign key connects this table with those before it; give join() the condition that does
#include <dovetail/sqlite.hpp>

#include "models.hpp"

#ifdef MISTAKE
auto names() { return dt::select(users.username, permissions.name).join(permissions); }
#else
dt::task<bool> program(Db& db) {
    auto result = co_await db.execute(
        dt::select(users.username, permissions.name).join(roles).join(role_permissions).join(permissions).where(users.id == 1).order_by(permissions.id));
    auto const rows = result.all();
    co_return rows.size() == 2 && rows[0][permissions.name] == "write";
}
int main() { return run(program); }
#endif
