// SPDX-License-Identifier: BSL-1.0
// A name stands for an order.
//
// expect: dovetail: a choice<"name">(...) has an order, such as users.username.desc()
#include <dovetail/sqlite.hpp>
#include <dovetail/sql.hpp>

#include "models.hpp"

#ifdef MISTAKE
dt::task<void> mistake(Db& db, std::string_view by) {
    auto result = co_await db.execute(dt::select(users.id).order_by(dt::choose(by, dt::choice<"name">())));
}
#else
dt::task<bool> program(Db& db) {
    std::string_view const by = "name";
    auto result = co_await db.execute(dt::select(users.id).order_by(dt::choose(by, dt::choice<"name">(users.username.desc()))));
    co_return result.scalars().all() == std::vector{3, 2, 1};
}
int main() { return run(program); }
#endif
