// SPDX-License-Identifier: BSL-1.0
// An order is no value.
//
// expect: dovetail: select() takes tables, columns and expressions
#include <dovetail/sqlite.hpp>

#include "models.hpp"

#ifdef MISTAKE
dt::task<void> mistake(Db& db) {
    auto result = co_await db.execute(dt::select(users.id.desc()));
}
#else
dt::task<bool> program(Db& db) {
    auto result = co_await db.execute(dt::select(users.id).order_by(users.id.desc()));
    co_return result.all().size() == 3;
}
int main() { return run(program); }
#endif
