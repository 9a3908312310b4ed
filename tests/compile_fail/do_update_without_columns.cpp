// SPDX-License-Identifier: BSL-1.0
// What is to be updated depends on which conflict it is: on_conflict() of any conflict only does nothing.
//
// expect: dovetail: do_update() needs to know which conflict it is about; name the columns in on_conflict()
#include <dovetail/sqlite.hpp>

#include "models.hpp"

#ifdef MISTAKE
dt::task<void> mistake(Db& db) {
    auto result = co_await db.execute(dt::insert_into(roles).values(roles.name = "admin")
                                          .on_conflict().do_update(roles.name = "other"));
}
#else
dt::task<bool> program(Db& db) {
    auto result = co_await db.execute(dt::insert_into(roles).values(roles.name = "admin")
                                          .on_conflict(roles.name).do_update(roles.name = "other"));
    co_return result.row_count() == 1;
}
int main() { return run(program); }
#endif
