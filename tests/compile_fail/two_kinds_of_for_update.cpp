// SPDX-License-Identifier: BSL-1.0
// A row has one lock of a statement.
//
// expect: dovetail: for_update(), for_share() and their kinds exclude each other
#include <dovetail/sqlite.hpp>

#include "models.hpp"

#ifdef MISTAKE
void mistake() {
    auto const statement = dt::select(users).for_update().for_no_key_update();
}
#else
dt::task<bool> program(Db& db) {
    auto const statement = dt::select(users).for_no_key_update();
    static_assert(decltype(statement)::flags.lock_rows());
    auto result = co_await db.execute(dt::select(users));
    co_return !result.all().empty();
}
int main() { return run(program); }
#endif
