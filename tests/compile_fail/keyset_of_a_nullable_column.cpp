// SPDX-License-Identifier: BSL-1.0
// NULL is neither before nor behind a value.
//
// expect: dovetail: keyset() takes no nullable column, as nothing lies behind NULL; order by another one
#include <dovetail/sqlite.hpp>
#include <dovetail/sql.hpp>

#include "models.hpp"

#ifdef MISTAKE
auto const pages = dt::keyset(users.nickname, users.id);
#else
dt::task<bool> program(Db& db) {
    constexpr auto pages = dt::keyset(users.username, users.id);
    auto result = co_await db.execute(pages.apply(dt::select(users.id), std::tuple(std::string("ann"), 1)));
    co_return result.scalars().all() == std::vector{2, 3};
}
int main() { return run(program); }
#endif
