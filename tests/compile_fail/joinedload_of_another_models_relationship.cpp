// SPDX-License-Identifier: BSL-1.0
// The relationships that a select loads are those of the model it selects.
//
// expect: dovetail: joinedload() is given a relationship of another model than the one that is selected
#include <dovetail/sqlite.hpp>

#include "models.hpp"

#ifdef MISTAKE
dt::task<void> print_users(Db& db) {
    auto result = co_await db.execute(dt::select(users).options(dt::joinedload(posts.author)));
    for (auto const& user : result.scalars().all()) std::puts(user.username.c_str());
}
#else
dt::task<bool> program(Db& db) {
    auto result = co_await db.execute(dt::select(posts).order_by(posts.id).options(dt::joinedload(posts.author)));
    auto all = result.scalars().all();
    co_return all.size() == 3 && all[1].author.username == "bob";
}
int main() { return run(program); }
#endif
