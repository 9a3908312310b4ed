// SPDX-License-Identifier: BSL-1.0
// Orders that a program's users choose from have names.
//
// expect: dovetail: choose() takes a name, and what dt::choice<"name">(orders...) gives
#include <dovetail/sqlite.hpp>
#include <dovetail/sql.hpp>

#include "models.hpp"

#ifdef MISTAKE
dt::task<void> mistake(Db& db, std::string_view by) {
    auto result = co_await db.execute(dt::select(users.id).order_by(dt::choose(by, users.username, users.id.desc())));
}
#else
dt::task<bool> program(Db& db) {
    std::string_view const by = "newest";
    auto result = co_await db.execute(dt::select(users.id).order_by(
        dt::choose(by, dt::choice<"name">(users.username), dt::choice<"newest">(users.id.desc()))));
    co_return result.scalars().all() == std::vector{3, 2, 1};
}
int main() { return run(program); }
#endif
