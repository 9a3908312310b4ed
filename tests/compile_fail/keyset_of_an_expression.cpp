// SPDX-License-Identifier: BSL-1.0
// The next page begins at a row that the program has, with its columns.
//
// expect: dovetail: keyset() takes columns, or their .asc() and .desc()
#include <dovetail/sqlite.hpp>
#include <dovetail/sql.hpp>

#include "models.hpp"

#ifdef MISTAKE
auto const pages = dt::keyset(dt::length(posts.title), posts.id);
#else
dt::task<bool> program(Db& db) {
    constexpr auto pages = dt::keyset(posts.title, posts.id);
    auto result = co_await db.execute(pages.apply(dt::select(posts.id), std::tuple(std::string("first"), 1)));
    co_return result.scalars().all() == std::vector{2, 3};
}
int main() { return run(program); }
#endif
