// SPDX-License-Identifier: BSL-1.0
// Of rows that are equal in the whole order, some would stand on no page.
//
// expect: dovetail: keyset() needs a unique column, such as the primary key, as the last one, or rows that are equal would get lost between two pages
#include <dovetail/sqlite.hpp>
#include <dovetail/sql.hpp>

#include "models.hpp"

#ifdef MISTAKE
auto const pages = dt::keyset(posts.score.desc());
#else
dt::task<bool> program(Db& db) {
    constexpr auto pages = dt::keyset(posts.score.desc(), posts.id.desc());
    auto result = co_await db.execute(pages.apply(dt::select(posts.id), std::tuple(5, 2)));
    co_return result.scalars().all() == std::vector{1, 3};
}
int main() { return run(program); }
#endif
