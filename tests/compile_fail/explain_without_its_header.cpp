// SPDX-License-Identifier: BSL-1.0
// What not every program needs has headers of its own.
//
// expect: dovetail: explain() needs #include <dovetail/sql.hpp>
#include <dovetail/sqlite.hpp>
#ifndef MISTAKE
#include <dovetail/sql.hpp>
#endif

#include "models.hpp"

#ifdef MISTAKE
dt::task<void> mistake(Db& db) {
    auto plan = co_await db.explain(dt::select(roles));
}
#else
dt::task<bool> program(Db& db) {
    auto plan = co_await db.explain(dt::select(roles));
    co_return plan.size() == 1;
}
int main() { return run(program); }
#endif
