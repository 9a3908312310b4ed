// SPDX-License-Identifier: BSL-1.0
// Likewise for all rows.
//
// expect: dovetail: scalars(), scalar_one() and scalar_one_or_none() need a select of exactly one thing; use all(), one() or one_or_none()
#include <dovetail/sqlite.hpp>

#include "models.hpp"

#ifdef MISTAKE
dt::task<void> print_names(Db& db) {
    auto result = co_await db.execute(dt::select(users.username, users.email));
    for (auto const& name : result.scalars().all()) std::puts(name.c_str());
}
#else
dt::task<bool> program(Db& db) {
    auto result = co_await db.execute(dt::select(users.username, users.email));
    std::size_t length = 0;
    for (auto const& [username, email] : result.all()) length += username.size() + email.size();
    co_return length == 3 * 18;
}
int main() { return run(program); }
#endif
