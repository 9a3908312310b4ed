// SPDX-License-Identifier: BSL-1.0
// A row is asked by the labels that it has.
//
// expect: dovetail: nothing was selected under this label, so the row has no value for it
#include <dovetail/sqlite.hpp>
#include <dovetail/sql.hpp>

#include "models.hpp"

constexpr dt::label<"n"> n;
constexpr dt::label<"m"> m;

#ifdef MISTAKE
dt::task<std::int64_t> mistake(Db& db) {
    auto result = co_await db.execute(dt::select(dt::count(users.id).as(n), dt::max(users.id)));
    co_return result.one()[m];
}
#else
dt::task<bool> program(Db& db) {
    auto result = co_await db.execute(dt::select(dt::count(users.id).as(n), dt::max(users.id).as(m)));
    co_return result.one()[m] == 3;
}
int main() { return run(program); }
#endif
