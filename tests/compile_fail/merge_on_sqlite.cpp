// SPDX-License-Identifier: BSL-1.0
// A statement that the dialect cannot do: SQLite has no MERGE. An INSERT with on_conflict() does much of it.
//
// expect: dovetail: this database has no such statement
// expect: SQLite.MERGE
#include <dovetail/sqlite.hpp>
#include <dovetail/sql.hpp>

#include "models.hpp"

#ifdef MISTAKE
dt::task<void> mistake(Db& db) {
    auto result = co_await db.execute(dt::merge_into(roles).using_(permissions).on(roles.id == permissions.id)
                                          .when_matched().do_update(roles.name = permissions.name)
                                          .when_not_matched().do_insert(roles.id = permissions.id, roles.name = permissions.name));
}
#else
dt::task<bool> program(Db& db) {
    auto result = co_await db.execute(dt::insert_into(roles).columns(roles.id, roles.name)
                                          .from(dt::select(permissions.id, permissions.name))
                                          .on_conflict(roles.id).do_update(roles.name = dt::excluded(roles.name)));
    co_return result.row_count() == 2;
}
int main() { return run(program); }
#endif
