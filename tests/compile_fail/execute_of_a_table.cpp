// SPDX-License-Identifier: BSL-1.0
// A table does not say what is to be done with it.
//
// expect: dovetail: execute() takes a statement, such as dt::select(users)
#include <dovetail/sqlite.hpp>

#include "models.hpp"

#ifdef MISTAKE
dt::task<void> mistake(Db& db) {
    auto result = co_await db.execute(users);
}
#else
dt::task<bool> program(Db& db) {
    auto result = co_await db.execute(dt::select(users));
    co_return result.scalars().all().size() == 3;
}
int main() { return run(program); }
#endif
