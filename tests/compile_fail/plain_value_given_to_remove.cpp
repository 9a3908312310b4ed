// SPDX-License-Identifier: BSL-1.0
// What is removed is the session's object, not a copy of its values.
//
// expect: dovetail: this is a plain value, which the session does not track; get the object by db.get(table, key) or db.track(select(...))
#include <dovetail/sqlite.hpp>

#include "models.hpp"

#ifdef MISTAKE
dt::task<void> remove_post(Db& db, Post post) {
    co_await db.remove(post);
}
#else
dt::task<bool> program(Db& db) {
    auto post = co_await db.get(posts, 1);
    if (!post) co_return false;
    co_await db.remove(*post);
    co_await db.commit();
    auto gone = co_await db.get(posts, 1);
    co_return !gone;
}
int main() { return run(program); }
#endif
