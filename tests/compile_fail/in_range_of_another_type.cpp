// SPDX-License-Identifier: BSL-1.0
// The elements of a range are compared with the column.
//
// expect: dovetail: the elements of the range in in_() have another SQL type than what they are compared with
#include <dovetail/sqlite.hpp>

#include "models.hpp"

#ifdef MISTAKE
auto const query = dt::select(users.id).where(users.id.in_(std::vector<std::string>{"1", "2"}));
#else
dt::task<bool> program(Db& db) {
    auto result = co_await db.execute(dt::select(users.id).where(users.id.in_(std::array{1, 3})));
    co_return result.scalars().all() == std::vector<int>{1, 3};
}
int main() { return run(program); }
#endif
