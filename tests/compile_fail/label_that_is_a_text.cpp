// SPDX-License-Identifier: BSL-1.0
// The name of what is selected is an object, by which the row and other clauses are asked for it.
//
// expect: dovetail: as() takes a label, such as inline constexpr dt::label<"total"> total
#include <dovetail/sqlite.hpp>

#include "models.hpp"

inline constexpr dt::label<"total"> total;

#ifdef MISTAKE
dt::task<void> mistake(Db& db) {
    auto result = co_await db.execute(dt::select(dt::count().as("total")).select_from(posts));
}
#else
dt::task<bool> program(Db& db) {
    auto result = co_await db.execute(dt::select(dt::count().as(total)).select_from(posts));
    co_return result.one()[total] == 3;
}
int main() { return run(program); }
#endif
