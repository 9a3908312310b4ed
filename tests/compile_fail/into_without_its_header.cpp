// SPDX-License-Identifier: BSL-1.0
// What not every program needs has headers of its own.
//
// expect: dovetail: into() needs #include <dovetail/sql.hpp>
#include <dovetail/sqlite.hpp>

#include "models.hpp"

#ifdef MISTAKE
struct named {
    int id;
    std::string name;
};
dt::task<void> mistake(Db& db) {
    auto result = co_await db.execute(dt::select(roles.id, roles.name).into<named>());
}
#else
dt::task<bool> program(Db& db) {
    auto result = co_await db.execute(dt::select(roles.id, roles.name).where(roles.id == 2));
    co_return result.one().get<1>() == "guest";
}
int main() { return run(program); }
#endif
