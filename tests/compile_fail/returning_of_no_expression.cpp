// SPDX-License-Identifier: BSL-1.0
// RETURNING takes expressions, or the table.
//
// expect: dovetail: returning() takes columns and expressions, or the statement's table alone
#include <dovetail/sqlite.hpp>

#include "models.hpp"

#ifdef MISTAKE
dt::task<void> mistake(Db& db) {
    auto result = co_await db.execute(dt::delete_from(roles).where(roles.id == 9).returning(1));
}
#else
dt::task<bool> program(Db& db) {
    auto result = co_await db.execute(dt::delete_from(roles).where(roles.id == 9).returning(roles.id));
    co_return result.empty();
}
int main() { return run(program); }
#endif
