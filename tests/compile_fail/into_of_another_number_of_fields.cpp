// SPDX-License-Identifier: BSL-1.0
// A struct that a row becomes has a field for each thing in the row.
//
// expect: dovetail: into<T>() takes a struct with one field for each thing that is selected
#include <dovetail/sqlite.hpp>
#include <dovetail/sql.hpp>

#include "models.hpp"

#ifdef MISTAKE
struct named {
    int id;
    std::string username;
};
dt::task<void> names(Db& db) {
    auto result = co_await db.execute(dt::select(users.id, users.username, users.email).into<named>());
}
#else
struct named {
    int id;
    std::string username;
};
dt::task<bool> program(Db& db) {
    auto result = co_await db.execute(dt::select(users.id, users.username).where(users.id == 2).into<named>());
    co_return result.scalar_one().username == "bob";
}
int main() { return run(program); }
#endif
