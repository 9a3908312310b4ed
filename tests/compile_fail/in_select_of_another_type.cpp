// SPDX-License-Identifier: BSL-1.0
// A select in in_() has one column, of the type it is compared with.
//
// expect: dovetail: in_() needs a select of one thing, of the type it is compared with
#include <dovetail/sqlite.hpp>

#include "models.hpp"

#ifdef MISTAKE
auto const query = dt::select(users.id).where(users.id.in_(dt::select(posts.title)));
#else
dt::task<bool> program(Db& db) {
    auto result = co_await db.execute(dt::select(users.id).where(users.id.in_(dt::select(posts.author_id).where(posts.score > 4))));
    co_return result.scalars().all() == std::vector<int>{2};
}
int main() { return run(program); }
#endif
