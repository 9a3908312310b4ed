// SPDX-License-Identifier: BSL-1.0
// A column of a derived table is found by its name.
//
// expect: dovetail: two columns of this derived table have this name; give one of them a label
#include <dovetail/sqlite.hpp>
#include <dovetail/sql.hpp>

#include "models.hpp"

#ifdef MISTAKE
constexpr auto both = dt::subquery<"both">(dt::select(users.id, roles.id).join(users.role));
auto const query = dt::select(both[users.id]).select_from(both);
#else
constexpr dt::label<"role_id"> role_id;
constexpr auto both = dt::subquery<"both">(dt::select(users.id, roles.id.as(role_id)).join(users.role));
dt::task<bool> program(Db& db) {
    auto result = co_await db.execute(dt::select(both[users.id]).select_from(both).where(both[role_id] == 2));
    co_return result.scalar_one() == 3;
}
int main() { return run(program); }
#endif
