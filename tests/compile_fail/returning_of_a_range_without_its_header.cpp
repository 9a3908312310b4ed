// SPDX-License-Identifier: BSL-1.0
// What not every program needs has headers of its own.
//
// expect: dovetail: on_conflict() and returning() of a range of new rows need #include <dovetail/sql.hpp>
#include <dovetail/sqlite.hpp>
#ifndef MISTAKE
#include <dovetail/sql.hpp>
#endif

#include "models.hpp"

#ifdef MISTAKE
dt::task<void> mistake(Db& db) {
    std::vector<NewRole> const rows(1, NewRole{.name = "x"});
    auto result = co_await db.execute(dt::insert_into(roles).values(rows).returning(roles.id));
}
#else
dt::task<bool> program(Db& db) {
    std::vector<NewRole> const rows(1, NewRole{.name = "x"});
    auto result = co_await db.execute(dt::insert_into(roles).values(rows).returning(roles.id));
    co_return result.size() == 1;
}
int main() { return run(program); }
#endif
