// SPDX-License-Identifier: BSL-1.0
// Only integers have bits.
//
// expect: dovetail: & | ^ ~ << >> take integers; conditions take && || !, and a comparison beside & needs brackets
#include <dovetail/sqlite.hpp>
#include <dovetail/sql.hpp>

#include "models.hpp"

#ifdef MISTAKE
dt::task<void> mistake(Db& db) {
    auto result = co_await db.execute(dt::select(users.username & 3));
}
#else
dt::task<bool> program(Db& db) {
    auto result = co_await db.execute(dt::select(users.id & 3));
    co_return !result.all().empty();
}
int main() { return run(program); }
#endif
