// SPDX-License-Identifier: BSL-1.0
// Two things that the program knows need no database to be compared.
//
// expect: dovetail: any_() and all_() of a range or a select are compared with an expression
#include <dovetail/sqlite.hpp>

#include "models.hpp"

#ifdef MISTAKE
dt::task<void> mistake(Db& db, std::vector<int> ids) {
    auto result = co_await db.execute(dt::select(users.id).where(2 == dt::any_(ids)));
}
#else
dt::task<bool> program(Db& db) {
    std::vector<int> const ids = {2};
    auto result = co_await db.execute(dt::select(users.id).where(users.id == dt::any_(ids)));
    co_return result.scalar_one() == 2;
}
int main() { return run(program); }
#endif
