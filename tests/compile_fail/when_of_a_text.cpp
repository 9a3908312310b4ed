// SPDX-License-Identifier: BSL-1.0
// What may be missing is a std::optional, or there is a bool that says whether it is there.
//
// expect: dovetail: when() takes a bool and a condition, or a std::optional and a function that makes one of its value
#include <dovetail/sqlite.hpp>
#include <dovetail/sql.hpp>

#include "models.hpp"

#ifdef MISTAKE
inline std::string const name = "bob";
auto const query = dt::select(users.id).where(dt::when(name, [](auto const& given) { return users.username == given; }));
#else
dt::task<bool> program(Db& db) {
    std::string const name = "bob";
    auto const query = dt::select(users.id).where(dt::when(!name.empty(), users.username == name));
    auto result = co_await db.execute(query);
    co_return result.scalar_one() == 2;
}
int main() { return run(program); }
#endif
