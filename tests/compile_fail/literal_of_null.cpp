// SPDX-License-Identifier: BSL-1.0
// Nothing beside it says what the NULL is of.
//
// expect: dovetail: NULL has no type by itself; dt::cast<dt::text>(std::nullopt) says which
#include <dovetail/sqlite.hpp>
#include <dovetail/sql.hpp>

#include "models.hpp"

#ifdef MISTAKE
auto const query = dt::select(users.id, dt::literal(std::nullopt));
#else
dt::task<bool> program(Db& db) {
    auto result = co_await db.execute(dt::select(dt::cast<dt::text>(std::nullopt)).select_from(users).limit(1));
    co_return result.scalar_one() == std::nullopt;
}
int main() { return run(program); }
#endif
