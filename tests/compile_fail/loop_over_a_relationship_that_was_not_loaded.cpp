// SPDX-License-Identifier: BSL-1.0
// The loop that sends one query for each object in SQLAlchemy does not compile.
//
// expect: dovetail: not loaded; joinedload it
// expect: or co_await db.load(object, it)
// expect: "posts"
#include <dovetail/sqlite.hpp>

#include "models.hpp"

#ifdef MISTAKE
dt::task<int> score_of(Db& db, int id) {
    auto result = co_await db.execute(dt::select(users).where(users.id == id));
    auto user = result.scalar_one();
    int sum = 0;
    for (auto const& post : user.posts) sum += post.score;
    co_return sum;
}
#else
dt::task<bool> program(Db& db) {
    auto result = co_await db.execute(dt::select(users).where(users.id == 1).options(dt::joinedload(users.posts)));
    auto user = result.scalar_one();
    int sum = 0;
    for (auto const& post : user.posts) sum += post.score;
    co_return sum == 3 && user.posts.size() == 2;
}
int main() { return run(program); }
#endif
