// SPDX-License-Identifier: BSL-1.0
// A table is made of the elements of an array.
//
// expect: dovetail: unnest() takes a dt::array column, or a std::vector
#include <dovetail/sqlite.hpp>
#include <dovetail/sql.hpp>
#include <dovetail/types.hpp>

#include "models.hpp"

#ifdef MISTAKE
auto letters() { return dt::unnest<"letter">(users.username); }
#else
dt::task<bool> program(Db& db) {
    auto const wanted = dt::unnest<"wanted">(std::vector<std::string>{"ann", "zoe"});
    auto result = co_await db.execute(dt::select(users.id).join(wanted, wanted.value == users.username));
    co_return result.scalar_one() == 1;
}
int main() { return run(program); }
#endif
