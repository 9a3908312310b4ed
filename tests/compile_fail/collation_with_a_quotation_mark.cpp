// SPDX-License-Identifier: BSL-1.0
// A collation is named without quotation marks; the library puts them there.
//
// expect: dovetail: the name of a collation has no quotation mark
#include <dovetail/sqlite.hpp>
#include <dovetail/sql.hpp>

#include "models.hpp"

#ifdef MISTAKE
dt::task<void> mistake(Db& db) {
    auto result = co_await db.execute(dt::select(users).order_by(dt::collate<"\"NOCASE\"">(users.username)));
}
#else
dt::task<bool> program(Db& db) {
    auto result = co_await db.execute(dt::select(users).order_by(dt::collate<"NOCASE">(users.username)));
    co_return !result.all().empty();
}
int main() { return run(program); }
#endif
