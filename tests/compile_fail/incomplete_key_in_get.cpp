// SPDX-License-Identifier: BSL-1.0
// A key of two columns is two values, in the order of the model.
//
// expect: dovetail: get() takes the table and one value for each column of its primary key
#include <dovetail/sqlite.hpp>

#include "models.hpp"

#ifdef MISTAKE
dt::task<void> print_link(Db& db) {
    auto link = co_await db.get(role_permissions, 1);
}
#else
dt::task<bool> program(Db& db) {
    auto link = co_await db.get(role_permissions, 1, 2);
    auto none = co_await db.get(role_permissions, 2, 2);
    co_return link && (*link)->permission_id == 2 && !none;
}
int main() { return run(program); }
#endif
