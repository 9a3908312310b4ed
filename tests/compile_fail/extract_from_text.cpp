// SPDX-License-Identifier: BSL-1.0
// A text is no date, whatever it looks like.
//
// expect: dovetail: this function takes a date, a datetime or a timestamp here
#include <dovetail/sqlite.hpp>
#include <dovetail/sql.hpp>

#include "models.hpp"

#ifdef MISTAKE
auto const query = dt::select(dt::extract<dt::year>(users.username));
#else
dt::task<bool> program(Db& db) {
    auto result = co_await db.execute(dt::select(dt::extract<dt::year>(dt::now())).select_from(users));
    co_return result.scalars().all().at(0) > 2000;
}
int main() { return run(program); }
#endif
