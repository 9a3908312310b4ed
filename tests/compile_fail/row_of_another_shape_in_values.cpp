// SPDX-License-Identifier: BSL-1.0
// The rows of VALUES are rows of one table.
//
// expect: dovetail: this row of VALUES differs from the first one in the number or the types of its values
#include <dovetail/sqlite.hpp>
#include <dovetail/sql.hpp>

#include "models.hpp"

constexpr dt::label<"id"> id;
constexpr dt::label<"name"> name;

#ifdef MISTAKE
constexpr auto wanted = dt::values<"wanted">(id, name).row(1, "ann").row("bob");
#else
constexpr auto wanted = dt::values<"wanted">(id, name).row(1, "ann").row(2, "eve");
dt::task<bool> program(Db& db) {
    auto result = co_await db.execute(
        dt::select(users.email).join(wanted, wanted[id] == users.id, wanted[name] == users.username));
    co_return result.scalar_one() == "ann@example.com";
}
int main() { return run(program); }
#endif
