// SPDX-License-Identifier: BSL-1.0
// An inner join leaves out users without posts and an outer join keeps them: not both.
//
// expect: dovetail: the same relationship is loaded twice with different strategies; keep one of them
#include <dovetail/sqlite.hpp>

#include "models.hpp"

#ifdef MISTAKE
dt::task<void> print_authors(Db& db) {
    auto result = co_await db.execute(
        dt::select(users).options(dt::joinedload(users.posts, dt::innerjoin), dt::joinedload(users.posts)));
    for (auto const& user : result.scalars().all()) std::puts(user.username.c_str());
}
#else
dt::task<bool> program(Db& db) {
    auto inner = co_await db.execute(
        dt::select(users).options(dt::joinedload(users.posts, dt::innerjoin), dt::joinedload(users.posts, dt::innerjoin)));
    auto outer = co_await db.execute(dt::select(users).options(dt::joinedload(users.posts)));
    co_return inner.scalars().all().size() == 2 && outer.scalars().all().size() == 3;
}
int main() { return run(program); }
#endif
