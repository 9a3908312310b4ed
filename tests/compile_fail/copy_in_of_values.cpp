// SPDX-License-Identifier: BSL-1.0
// Rows are copied in as the table's new rows.
//
// expect: dovetail: copy_in() takes a table and a range of its new rows
#include <dovetail/sqlite.hpp>

#include "models.hpp"

#ifdef MISTAKE
dt::task<void> mistake(Db& db, std::vector<std::string> names) {
    co_await db.copy_in(roles, names);
}
#else
dt::task<bool> program(Db& db) {
    std::vector<NewRole> rows;
    for (auto const* name : {"writer", "reader"}) rows.push_back(NewRole{.name = name});
    auto result = co_await db.copy_in(roles, rows);
    co_return result.row_count() == 2;
}
int main() { return run(program); }
#endif
