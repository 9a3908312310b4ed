// SPDX-License-Identifier: BSL-1.0
// A relationship is loaded in one of several ways, which is said.
//
// expect: dovetail: options() takes what dt::joinedload(relationship) gives
#include <dovetail/sqlite.hpp>

#include "models.hpp"

#ifdef MISTAKE
dt::task<void> mistake(Db& db) {
    auto result = co_await db.execute(dt::select(users).options(users.role));
}
#else
dt::task<bool> program(Db& db) {
    auto result = co_await db.execute(dt::select(users).options(dt::joinedload(users.role)));
    co_return result.all().size() == 3;
}
int main() { return run(program); }
#endif
