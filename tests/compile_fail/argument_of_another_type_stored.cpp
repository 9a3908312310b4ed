// SPDX-License-Identifier: BSL-1.0
// A parameter that is stored takes what its column takes: no NULL, where that is NOT NULL.
//
// expect: dovetail: the value of this parameter has another type than what it is compared with or stored in
#include <dovetail/sqlite.hpp>
#include <dovetail/sql.hpp>

#include "models.hpp"

constexpr auto renamed = dt::update(users).set(users.username = dt::param<"name">).where(users.id == dt::param<"id">);

#ifdef MISTAKE
dt::task<void> mistake(Db& db) {
    co_await db.execute(renamed, dt::arg<"name"> = std::nullopt, dt::arg<"id"> = 2);
}
#else
dt::task<bool> program(Db& db) {
    auto result = co_await db.execute(renamed, dt::arg<"name"> = "robert", dt::arg<"id"> = 2);
    co_return result.row_count() == 1;
}
int main() { return run(program); }
#endif
