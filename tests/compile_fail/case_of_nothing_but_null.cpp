// SPDX-License-Identifier: BSL-1.0
// A CASE has the type of its results, and std::nullopt has none.
//
// expect: dovetail: a case_() needs a result that is not std::nullopt
#include <dovetail/sqlite.hpp>

#include "models.hpp"

#ifdef MISTAKE
auto const query = dt::select(dt::case_().when(users.id == 1, std::nullopt).else_(std::nullopt));
#else
dt::task<bool> program(Db& db) {
    auto result = co_await db.execute(dt::select(dt::case_().when(users.id == 1, std::nullopt).else_(2)).order_by(users.id));
    co_return result.scalars().all() == std::vector<std::optional<int>>{std::nullopt, 2, 2};
}
int main() { return run(program); }
#endif
