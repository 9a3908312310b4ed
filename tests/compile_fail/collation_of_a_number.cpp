// SPDX-License-Identifier: BSL-1.0
// Text is what a collation orders.
//
// expect: dovetail: this function takes text here
#include <dovetail/sqlite.hpp>
#include <dovetail/sql.hpp>

#include "models.hpp"

#ifdef MISTAKE
dt::task<void> mistake(Db& db) {
    auto result = co_await db.execute(dt::select(users).order_by(dt::collate<"NOCASE">(users.id)));
}
#else
dt::task<bool> program(Db& db) {
    auto result = co_await db.execute(dt::select(users).order_by(dt::collate<"NOCASE">(users.username)));
    co_return !result.all().empty();
}
int main() { return run(program); }
#endif
