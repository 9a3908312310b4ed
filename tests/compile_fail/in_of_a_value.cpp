// SPDX-License-Identifier: BSL-1.0
// IN looks among several.
//
// expect: dovetail: in_() takes a range of values, two values or more, or a select
#include <dovetail/sqlite.hpp>

#include "models.hpp"

#ifdef MISTAKE
dt::task<void> mistake(Db& db) {
    auto result = co_await db.execute(dt::select(users.username).where(users.id.in_(2)));
}
#else
dt::task<bool> program(Db& db) {
    std::vector<int> const ids = {2};
    auto result = co_await db.execute(dt::select(users.username).where(users.id.in_(ids)));
    co_return result.scalar_one() == "bob";
}
int main() { return run(program); }
#endif
