// SPDX-License-Identifier: BSL-1.0
// Functions of text take text.
//
// expect: dovetail: lower() takes text
#include <dovetail/sqlite.hpp>

#include "models.hpp"

#ifdef MISTAKE
auto const query = dt::select(dt::lower(posts.score));
#else
dt::task<bool> program(Db& db) {
    auto result = co_await db.execute(dt::select(dt::lower(dt::upper(posts.title))).where(posts.id == 1));
    co_return result.scalar_one() == "first";
}
int main() { return run(program); }
#endif
