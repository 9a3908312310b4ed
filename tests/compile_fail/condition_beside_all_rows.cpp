// SPDX-License-Identifier: BSL-1.0
// Every row, or those for which a condition holds: not both.
//
// expect: dovetail: all_rows() and where() exclude each other
#include <dovetail/sqlite.hpp>

#include "models.hpp"

#ifdef MISTAKE
auto const both = dt::delete_from(posts).all_rows().where(posts.id == 1);
#else
dt::task<bool> program(Db& db) {
    auto gone = co_await db.execute(dt::delete_from(posts).where(posts.author_id == 1));
    co_return gone.row_count() == 2;
}
int main() { return run(program); }
#endif
