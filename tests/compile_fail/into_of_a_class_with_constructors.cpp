// SPDX-License-Identifier: BSL-1.0
// The fields of a struct are found where it has nothing else.
//
// expect: dovetail: into<T>() takes a plain struct, without constructors, base classes and private members
#include <dovetail/sqlite.hpp>
#include <dovetail/sql.hpp>

#include "models.hpp"

#ifdef MISTAKE
struct role {
    role(int, std::string);
    int id;
    std::string name;
};
auto const query = dt::select(roles.id, roles.name).into<role>();
#else
struct role {
    int id;
    std::string name;
};
dt::task<bool> program(Db& db) {
    auto result = co_await db.execute(dt::select(roles.id, roles.name).where(roles.id == 2).into<role>());
    co_return result.scalar_one().name == "guest";
}
int main() { return run(program); }
#endif
