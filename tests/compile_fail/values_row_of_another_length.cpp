// SPDX-License-Identifier: BSL-1.0
// A row has a value for each column.
//
// expect: dovetail: a row of values() has a value for each of its labels
#include <dovetail/sqlite.hpp>
#include <dovetail/sql.hpp>

#include "models.hpp"

constexpr dt::label<"id"> id;
constexpr dt::label<"name"> name;

#ifdef MISTAKE
auto const wanted = dt::values<"wanted">(id, name).row(1);
#else
dt::task<bool> program(Db& db) {
    auto const wanted = dt::values<"wanted">(id, name).row(2, "bob");
    auto result = co_await db.execute(dt::select(wanted[name]).select_from(wanted).join(users, users.id == wanted[id]));
    co_return result.scalar_one() == "bob";
}
int main() { return run(program); }
#endif
