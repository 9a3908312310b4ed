// SPDX-License-Identifier: BSL-1.0
// The rows of an index are said once.
//
// expect: dovetail: an index has one where(), which takes any number of conditions
#include <dovetail/sqlite.hpp>
#include <dovetail/sql.hpp>

#include "models.hpp"

#ifdef MISTAKE
auto const active = dt::table_index<"active">(users.username).where(users.is_active == true).where(users.id > 1);
#else
constexpr auto active = dt::table_index<"active">(users.username).where(users.is_active == true, users.id > 1);
static_assert(decltype(active)::name.view() == "active");
dt::task<bool> program(Db& db) {
    auto result = co_await db.execute(dt::select(users.id).where(users.is_active == true, users.id > 1));
    co_return result.scalar_one() == 2;
}
int main() { return run(program); }
#endif
