// SPDX-License-Identifier: BSL-1.0
// Conditions are asked before anything is selected, and so before it has a name.
//
// expect: dovetail: a label has no value in a condition; write the expression that it names, such as dt::count() > 1
#include <dovetail/sqlite.hpp>

#include "models.hpp"

#ifdef MISTAKE
constexpr dt::label<"posts"> of_author;
auto const query = dt::select(posts.author_id, dt::count().as(of_author)).group_by(posts.author_id).having(of_author > 1);
#else
constexpr dt::label<"posts"> of_author;
dt::task<bool> program(Db& db) {
    auto const query = dt::select(posts.author_id, dt::count().as(of_author)).group_by(posts.author_id).having(dt::count() > 0);
    co_return !(co_await db.execute(query.order_by(of_author.desc()))).all().empty();
}
int main() { return run(program); }
#endif
