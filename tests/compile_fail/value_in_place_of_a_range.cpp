// SPDX-License-Identifier: BSL-1.0
// A parameter of in_() is given a range.
//
// expect: dovetail: the value of this parameter has another type than what it is compared with or stored in
#include <dovetail/sqlite.hpp>
#include <dovetail/sql.hpp>

#include "models.hpp"

#ifdef MISTAKE
constexpr auto some = dt::select(users.username).where(users.id.in_(dt::param<"ids">));
dt::task<void> mistake(Db& db) {
    auto result = co_await db.execute(some, dt::arg<"ids"> = 2);
}
#else
constexpr auto some = dt::select(users.username).where(users.id.in_(dt::param<"ids">));
dt::task<bool> program(Db& db) {
    std::vector<int> const ids{2};
    auto result = co_await db.execute(some, dt::arg<"ids"> = ids);
    co_return result.scalar_one() == "bob";
}
int main() { return run(program); }
#endif
