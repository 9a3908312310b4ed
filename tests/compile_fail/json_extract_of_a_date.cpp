// SPDX-License-Identifier: BSL-1.0
// JSON has no dates.
//
// expect: dovetail: json_extract() gives text, numbers, booleans, dt::json and dt::jsonb
#include <dovetail/sqlite.hpp>
#include <dovetail/sql.hpp>

#include "models.hpp"

#ifdef MISTAKE
auto const query = dt::select(dt::json_extract<"$.day", dt::date>(posts.title));
#else
dt::task<bool> program(Db& db) {
    auto const document = dt::json_object("title", posts.title);
    auto result = co_await db.execute(dt::select(dt::json_extract<"$.title", dt::text>(document)).where(posts.id == 1));
    co_return result.scalar_one() == "first";
}
int main() { return run(program); }
#endif
