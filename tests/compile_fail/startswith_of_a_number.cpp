// SPDX-License-Identifier: BSL-1.0
// A number begins with no text.
//
// expect: dovetail: startswith(), endswith() and contains() compare text with text; this operand is no text
#include <dovetail/sqlite.hpp>
#include <dovetail/sql.hpp>

#include "models.hpp"

#ifdef MISTAKE
dt::task<void> mistake(Db& db) {
    auto result = co_await db.execute(dt::select(users.id).where(users.id.startswith("1")));
}
#else
dt::task<bool> program(Db& db) {
    auto result = co_await db.execute(dt::select(users.id).where(users.username.startswith("b")));
    co_return result.scalar_one() == 2;
}
int main() { return run(program); }
#endif
