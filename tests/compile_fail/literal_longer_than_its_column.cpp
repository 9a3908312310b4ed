// SPDX-License-Identifier: BSL-1.0
// SQLite would keep it, PostgreSQL refuse it at run time. Of a text that is no literal, the length is checked there.
//
// expect: dovetail: this literal is longer than the column's dt::string<n>
#include <dovetail/sqlite.hpp>

#include "models.hpp"

#ifdef MISTAKE
dt::task<void> rename(Db& db) {
    (void)co_await db.execute(
        dt::update(users).set(users.username = "123456789 123456789 123456789 123456789 123456789 1").all_rows());
}
#else
dt::task<bool> program(Db& db) {
    auto changed = co_await db.execute(
        dt::update(users).set(users.username = "123456789 123456789 123456789 123456789 123456789 ").where(users.id == 1));
    try {
        (void)(users.username = std::string(51, 'x'));
    } catch (dt::error const& refused) {
        co_return changed.row_count() == 1 && refused.category() == dt::error_category::data;
    }
    co_return false;
}
int main() { return run(program); }
#endif
