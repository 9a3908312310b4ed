// SPDX-License-Identifier: BSL-1.0
// Functions of arrays take a column that is one.
//
// expect: dovetail: this function takes a dt::array column here
#include <dovetail/sqlite.hpp>
#include <dovetail/sql.hpp>

#include "models.hpp"

#ifdef MISTAKE
auto const query = dt::select(dt::array_length(users.username));
#else
dt::task<bool> program(Db& db) {
    auto result = co_await db.execute(dt::select(dt::length(users.username)).where(users.id == 2));
    co_return result.scalar_one() == 3;
}
int main() { return run(program); }
#endif
