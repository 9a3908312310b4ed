// SPDX-License-Identifier: BSL-1.0
// A range of rows is sent in any number of statements, and a batch has those that are written.
//
// expect: dovetail: batch() takes statements of one text; insert a range by execute(), or by add_all() and flush()
#include <dovetail/sqlite.hpp>

#include "models.hpp"

#ifdef MISTAKE
dt::task<void> mistake(Db& db, std::vector<NewRole> rows) {
    auto [inserted, all] = co_await db.batch(dt::insert_into(roles).values(rows), dt::select(roles));
}
#else
dt::task<bool> program(Db& db) {
    auto [inserted, all] = co_await db.batch(dt::insert_into(roles).values(roles.name = "writer"), dt::select(roles));
    co_return inserted.row_count() == 1 && all.scalars().all().size() == 3;
}
int main() { return run(program); }
#endif
