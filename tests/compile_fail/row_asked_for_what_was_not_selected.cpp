// SPDX-License-Identifier: BSL-1.0
// A row has the values that were selected.
//
// expect: dovetail: this expression was not selected, so the row has no value for it
#include <dovetail/sqlite.hpp>

#include "models.hpp"

#ifdef MISTAKE
dt::task<std::string> email_of(Db& db, int id) {
    auto result = co_await db.execute(dt::select(users.id, users.username).where(users.id == id));
    auto row = result.one();
    co_return row[users.email];
}
#else
dt::task<bool> program(Db& db) {
    auto result = co_await db.execute(dt::select(users.id, users.email).where(users.id == 1));
    auto row = result.one();
    co_return row[users.email] == "ann@example.com" && row[users.id] == 1;
}
int main() { return run(program); }
#endif
