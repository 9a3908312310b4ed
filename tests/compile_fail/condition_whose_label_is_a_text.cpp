// SPDX-License-Identifier: BSL-1.0
// A condition that is selected is named by a label, as any expression.
//
// expect: dovetail: as() takes a label, such as inline constexpr dt::label<"total"> total
#include <dovetail/sqlite.hpp>

#include "models.hpp"

inline constexpr dt::label<"is_first"> is_first;

#ifdef MISTAKE
auto const query = dt::select((users.id == 1).as("is_first"));
#else
dt::task<bool> program(Db& db) {
    auto result = co_await db.execute(dt::select((users.id == 1).as(is_first)).order_by(is_first.desc()));
    co_return result.all().front()[is_first];
}
int main() { return run(program); }
#endif
