// SPDX-License-Identifier: BSL-1.0
// A task does nothing until it is awaited, so a call of a coroutine by itself is a mistake.
//
// expect: dovetail: a task does nothing until it is awaited: write co_await
#include <dovetail/sqlite.hpp>

#include "models.hpp"

#ifdef MISTAKE
dt::task<void> forget_nickname(Db& db, int id) {
    (void)co_await db.execute(dt::update(users).set(users.nickname = std::nullopt).where(users.id == id));
}
dt::task<void> forget_two(Db& db) {
    co_await forget_nickname(db, 1);
    forget_nickname(db, 2);
}
#else
dt::task<void> forget_nickname(Db& db, int id) {
    (void)co_await db.execute(dt::update(users).set(users.nickname = std::nullopt).where(users.id == id));
}
dt::task<bool> program(Db& db) {
    co_await forget_nickname(db, 1);
    co_await forget_nickname(db, 2);
    auto left = co_await db.execute(dt::select(dt::count(users.nickname)));
    co_return left.scalar_one() == 0;
}
int main() { return run(program); }
#endif
