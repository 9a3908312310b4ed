// SPDX-License-Identifier: BSL-1.0
// Only texts are put one behind the other.
//
// expect: dovetail: string_agg() takes text
#include <dovetail/sqlite.hpp>
#include <dovetail/sql.hpp>

#include "models.hpp"

#ifdef MISTAKE
dt::task<void> mistake(Db& db) {
    auto result = co_await db.execute(dt::select(dt::string_agg(users.id, ", ")));
}
#else
dt::task<bool> program(Db& db) {
    auto result = co_await db.execute(dt::select(dt::string_agg(dt::cast<dt::text>(users.id), ", ")).where(users.id == 2));
    co_return result.scalar_one() == "2";
}
int main() { return run(program); }
#endif
