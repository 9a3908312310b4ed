// SPDX-License-Identifier: BSL-1.0
// A window that is used by name is defined in the same select.
//
// expect: dovetail: this select has no window of this name; define it by .window(name.as(...))
// expect: by_score
#include <dovetail/sqlite.hpp>
#include <dovetail/sql.hpp>

#include "models.hpp"

constexpr dt::window_name<"by_score"> by_score;

#ifdef MISTAKE
dt::task<void> places(Db& db) {
    auto result = co_await db.execute(dt::select(posts.title, dt::rank().over(by_score)));
}
#else
dt::task<bool> program(Db& db) {
    auto result = co_await db.execute(dt::select(posts.title, dt::rank().over(by_score))
                                          .window(by_score.as(dt::window().order_by(posts.score.desc())))
                                          .order_by(posts.id)
                                          .limit(1));
    auto [title, place] = result.one();
    co_return title == "first" && place == 2;
}
int main() { return run(program); }
#endif
