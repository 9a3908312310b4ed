// SPDX-License-Identifier: BSL-1.0
// values() takes assignments, a new row, or a range of them.
//
// expect: dovetail: values() takes assignments, a dt::new_row, or a range of them
#include <dovetail/sqlite.hpp>

#include "models.hpp"

#ifdef MISTAKE
auto const inserted = dt::insert_into(users).values("zoe");
#else
dt::task<bool> program(Db& db) {
    std::vector<NewRole> const more(2, NewRole{.name = "editor"});
    auto copies = more;
    copies[1].name = std::string("author");
    auto inserted = co_await db.execute(dt::insert_into(roles).values(copies));
    co_return inserted.row_count() == 2;
}
int main() { return run(program); }
#endif
