// SPDX-License-Identifier: BSL-1.0
// In SQLAlchemy ~ negates a condition; in C++ ! does.
//
// expect: dovetail: & | ^ ~ << >> take integers; conditions take && || !, and a comparison beside & needs brackets
#include <dovetail/sqlite.hpp>
#include <dovetail/sql.hpp>

#include "models.hpp"

#ifdef MISTAKE
dt::task<void> mistake(Db& db) {
    auto result = co_await db.execute(dt::select(users).where(~users.username.like("x%")));
}
#else
dt::task<bool> program(Db& db) {
    auto result = co_await db.execute(dt::select(users).where(!users.username.like("x%")));
    co_return !result.all().empty();
}
int main() { return run(program); }
#endif
