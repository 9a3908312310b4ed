// SPDX-License-Identifier: BSL-1.0
// A key has a value.
//
// expect: dovetail: json_object() takes keys and values in turn
#include <dovetail/sqlite.hpp>
#include <dovetail/sql.hpp>

#include "models.hpp"

#ifdef MISTAKE
auto const query = dt::select(dt::json_object("id", posts.id, "title"));
#else
dt::task<bool> program(Db& db) {
    auto const document = dt::json_object("id", posts.id, "title", posts.title);
    auto result = co_await db.execute(dt::select(dt::json_extract<"$.title", dt::text>(document)).where(posts.id == 1));
    co_return result.scalar_one() == "first";
}
int main() { return run(program); }
#endif
