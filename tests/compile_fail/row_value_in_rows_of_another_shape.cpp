// SPDX-License-Identifier: BSL-1.0
// A row is looked for among rows of its shape.
//
// expect: dovetail: in_() of dt::tuple_() takes a range of tuples with as many values, of the same SQL types
#include <dovetail/sqlite.hpp>

#include "models.hpp"

#ifdef MISTAKE
dt::task<void> mistake(Db& db) {
    std::vector<std::tuple<int, std::string>> const names{{1, "ann"}};
    auto result = co_await db.execute(dt::select(users).where(dt::tuple_(users.id, users.role_id).in_(names)));
}
#else
dt::task<bool> program(Db& db) {
    std::vector<std::tuple<int, std::string>> const names{{1, "ann"}};
    auto result = co_await db.execute(dt::select(users).where(dt::tuple_(users.id, users.username).in_(names)));
    co_return result.size() == 1;
}
int main() { return run(program); }
#endif
