// SPDX-License-Identifier: BSL-1.0
// A bool of the program decides by dt::when(...), in the text by a column or dt::literal.
//
// expect: dovetail: and_() and && take conditions, such as users.id == 1 or a boolean column
#include <dovetail/sqlite.hpp>

#include "models.hpp"

#ifdef MISTAKE
auto const query = dt::select(users.id).where(users.id == 1 && true);
#else
dt::task<bool> program(Db& db) {
    auto result = co_await db.execute(dt::select(users.id).where(users.id == 1 && users.id < 2));
    co_return result.scalar_one() == 1;
}
int main() { return run(program); }
#endif
