// SPDX-License-Identifier: BSL-1.0
// A program may include just what it uses; arguments take more than the parameters.
//
// expect: dovetail: statements with parameters need #include <dovetail/sql.hpp>
#include <dovetail/sqlite.hpp>
#include <dovetail/expression/parameter.hpp>

#include "models.hpp"

#ifdef MISTAKE
dt::task<void> mistake(Db& db) {
    auto result = co_await db.execute(dt::select(users.id).where(users.id == dt::param<"id">), dt::arg<"id"> = 1);
}
#else
dt::task<bool> program(Db& db) {
    auto result = co_await db.execute(dt::select(users.id).where(users.id == dt::param<"id">), dt::arg<"id"> = 1);
    co_return result.scalar_one() == 1;
}
int main() { return run(program); }
#endif
