// SPDX-License-Identifier: BSL-1.0
// std::nullopt has no SQL type; a std::optional that is empty has one.
//
// expect: dovetail: tuple_() takes expressions and values that can be bound
#include <dovetail/sqlite.hpp>

#include "models.hpp"

#ifdef MISTAKE
dt::task<void> mistake(Db& db) {
    auto result = co_await db.execute(
        dt::select(users.id).where(dt::tuple_(users.id, users.nickname) == dt::tuple_(1, std::nullopt)));
}
#else
dt::task<bool> program(Db& db) {
    auto result = co_await db.execute(
        dt::select(users.id).where(dt::tuple_(users.id, users.nickname) == dt::tuple_(2, "bobby")));
    co_return result.scalar_one() == 2;
}
int main() { return run(program); }
#endif
