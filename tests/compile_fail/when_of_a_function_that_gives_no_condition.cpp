// SPDX-License-Identifier: BSL-1.0
// The function that when() is given makes a part of the statement.
//
// expect: dovetail: the function that when() is given returns a condition, an order or an assignment
#include <dovetail/sqlite.hpp>
#include <dovetail/sql.hpp>

#include "models.hpp"

#ifdef MISTAKE
auto find(std::optional<int> id) {
    return dt::when(id, [](int given) { return given > 1; });
}
#else
auto find(std::optional<int> id) {
    return dt::select(users).where(dt::when(id, [](int given) { return users.id > given; }));
}
dt::task<bool> program(Db& db) {
    auto all = co_await db.execute(find(std::nullopt));
    auto some = co_await db.execute(find(1));
    co_return all.all().size() == 3 && some.all().size() == 2;
}
int main() { return run(program); }
#endif
