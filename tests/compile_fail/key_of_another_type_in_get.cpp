// SPDX-License-Identifier: BSL-1.0
// A key has the type of its column.
//
// expect: dovetail: a value of this C++ type cannot be stored in a column of this SQL type
#include <dovetail/sqlite.hpp>

#include "models.hpp"

#ifdef MISTAKE
dt::task<void> print_user(Db& db, std::string id) {
    auto user = co_await db.get(users, id);
}
#else
dt::task<bool> program(Db& db) {
    auto user = co_await db.get(users, 1);
    co_return user && (*user)->username == "ann";
}
int main() { return run(program); }
#endif
