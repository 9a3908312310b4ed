// SPDX-License-Identifier: BSL-1.0
// Expressions that differ in their values only have one type, so a row cannot tell them apart.
//
// expect: dovetail: several selected expressions differ from this one in their values only; use get<I>() or structured bindings
#include <dovetail/sqlite.hpp>

#include "models.hpp"

#ifdef MISTAKE
dt::task<std::int64_t> next_id(Db& db, int id) {
    auto result = co_await db.execute(dt::select(users.id + 1, users.id + 2).where(users.id == id));
    auto row = result.one();
    co_return row[users.id + 1];
}
#else
dt::task<bool> program(Db& db) {
    auto result = co_await db.execute(dt::select(users.id + 1, users.id + 2, users.id, users.id).where(users.id == 1));
    auto row = result.one();
    co_return row.get<0>() == 2 && row.get<1>() == 3 && row[users.id] == 1;
}
int main() { return run(program); }
#endif
