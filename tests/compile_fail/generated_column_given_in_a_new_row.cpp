// SPDX-License-Identifier: BSL-1.0
// Nor is it given with a new row; it can be read once the row is flushed.
//
// expect: dovetail: the database computes this column; it cannot be assigned
// expect: twice_the_score
#include <dovetail/sqlite.hpp>

#include "models.hpp"

#ifdef MISTAKE
NewPost const post{.title = "fourth", .score = 7, .twice_the_score = 14, .author_id = 1};
#else
dt::task<bool> program(Db& db) {
    auto post = db.add(NewPost{.title = "fourth", .score = 7, .author_id = 1});
    co_await db.flush();
    co_return post->twice_the_score == 14;
}
int main() { return run(program); }
#endif
