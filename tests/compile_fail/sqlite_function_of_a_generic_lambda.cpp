// SPDX-License-Identifier: BSL-1.0
// What its parameter is, nobody says.
//
// expect: dovetail: an SQL function is made of one C++ function; the parameters of a lambda have types, such as [](std::string_view name)
#include <dovetail/sqlite.hpp>
#include <dovetail/backend/sqlite/function.hpp>

#include "models.hpp"

#ifdef MISTAKE
auto const function = dt::sqlite_function<"twice">([](auto number) { return number * 2; });
#else
auto const function = dt::sqlite_function<"twice">([](int number) { return number * 2; });
dt::task<bool> program(Db& db) {
    auto result = co_await db.execute(dt::select(dt::count()).select_from(users));
    co_return result.scalar_one() > 0;
}
int main() { return run(program); }
#endif
