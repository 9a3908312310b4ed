// SPDX-License-Identifier: BSL-1.0
// The rule holds for two columns, too.
//
// expect: dovetail: the two sides of this comparison have different SQL types; compare text with text, numbers with numbers, bool with bool
#include <dovetail/sqlite.hpp>

#include "models.hpp"

#ifdef MISTAKE
auto const query = dt::select(users.id).where(users.username == users.role_id);
#else
dt::task<bool> program(Db& db) {
    auto result = co_await db.execute(dt::select(users.id).where(users.username != users.email && users.id > users.role_id));
    co_return result.scalars().all() == std::vector<int>{2, 3};
}
int main() { return run(program); }
#endif
