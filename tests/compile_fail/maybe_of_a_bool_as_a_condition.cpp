// SPDX-License-Identifier: BSL-1.0
// A row that holds a bool is no condition: it would be true for a row that says false.
//
// expect: dovetail: this would ask whether there is a row, not whether its value is true; write has_value() or *
#include <dovetail/sqlite.hpp>

#include "models.hpp"

#ifdef MISTAKE
dt::task<int> count(Db& db) {
    if (co_await db.scalar(dt::raw<"SELECT 1 > 2", bool>())) co_return 1;
    co_return 0;
}
#else
dt::task<bool> program(Db& db) {
    auto const answer = co_await db.scalar(dt::raw<"SELECT 1 > 2", bool>());
    co_return answer.has_value() && !*answer;
}
int main() { return run(program); }
#endif
