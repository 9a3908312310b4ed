// SPDX-License-Identifier: BSL-1.0
// No text in a string<50> equals a literal of 51 characters.
//
// expect: dovetail: this literal is longer than the column's dt::string<n>, so nothing can be equal to it
#include <dovetail/sqlite.hpp>

#include "models.hpp"

#ifdef MISTAKE
auto const query = dt::select(users.id).where(users.username == "123456789 123456789 123456789 123456789 123456789 1");
#else
dt::task<bool> program(Db& db) {
    auto result = co_await db.execute(dt::select(users.id).where(users.username == "eve"));
    co_return result.scalars().all() == std::vector<int>{3};
}
int main() { return run(program); }
#endif
