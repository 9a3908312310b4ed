// SPDX-License-Identifier: BSL-1.0
// Functions of text take text.
//
// expect: dovetail: upper() takes text
#include <dovetail/sqlite.hpp>

#include "models.hpp"

#ifdef MISTAKE
auto const query = dt::select(dt::upper(posts.score));
#else
dt::task<bool> program(Db& db) {
    auto result = co_await db.execute(dt::select(dt::upper(posts.title)).where(posts.id == 1));
    co_return result.scalar_one() == "FIRST";
}
int main() { return run(program); }
#endif
