// SPDX-License-Identifier: BSL-1.0
// SQLAlchemy's result.unique() cannot be forgotten: a joined collection is folded as its rows arrive, so that each
// object is there once, with or without it. A stream, which would have to give an object before its last row has come,
// refuses such a select.
//
// expect: dovetail: a stream holds one row at a time, so it cannot fold a joined collection; use execute()
#include <dovetail/sqlite.hpp>

#include "models.hpp"

#ifdef MISTAKE
dt::task<void> print_authors(Db& db) {
    auto stream = db.stream(dt::select(users).options(dt::joinedload(users.posts)));
    while (auto user = co_await stream.next()) std::puts(user->username.c_str());
}
#else
dt::task<bool> program(Db& db) {
    auto const authors = dt::select(users).order_by(users.id).options(dt::joinedload(users.posts));
    auto result = co_await db.execute(authors);
    auto forgotten = result.scalars().all();
    auto again = co_await db.execute(authors);
    auto asked_for = again.unique().scalars().all();
    auto rows = co_await db.execute(dt::raw<"SELECT count(*) FROM users LEFT JOIN posts ON author_id = users.id", int>());
    co_return rows.scalar_one() == 4 && forgotten.size() == 3 && forgotten[0].posts.size() == 2 &&
        forgotten == asked_for;
}
int main() { return run(program); }
#endif
