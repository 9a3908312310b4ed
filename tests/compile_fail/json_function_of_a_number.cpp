// SPDX-License-Identifier: BSL-1.0
// A JSON document is dt::json, dt::jsonb or text.
//
// expect: dovetail: this function takes a JSON document here: dt::json, dt::jsonb or text
#include <dovetail/sqlite.hpp>
#include <dovetail/sql.hpp>

#include "models.hpp"

#ifdef MISTAKE
auto const query = dt::select(dt::json_extract<"$.name", dt::text>(posts.score));
#else
dt::task<bool> program(Db& db) {
    auto const document = dt::json_object("name", posts.score);
    auto result = co_await db.execute(dt::select(dt::json_extract<"$.name", dt::integer>(document)).where(posts.id == 1));
    co_return result.scalar_one() == 3;
}
int main() { return run(program); }
#endif
