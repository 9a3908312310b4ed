// SPDX-License-Identifier: BSL-1.0
// Only what gives rows gives them as structs.
//
// expect: dovetail: into<T>() needs a statement with rows
#include <dovetail/sqlite.hpp>
#include <dovetail/sql.hpp>

#include "models.hpp"

struct role {
    int id;
    std::string name;
};

#ifdef MISTAKE
auto const statement = dt::into<role>(dt::insert_into(roles).values(roles.name = "writer"));
#else
dt::task<bool> program(Db& db) {
    auto const statement = dt::insert_into(roles).values(roles.name = "writer").returning(roles.id, roles.name);
    auto result = co_await db.execute(dt::into<role>(statement));
    co_return result.scalar_one().name == "writer";
}
int main() { return run(program); }
#endif
