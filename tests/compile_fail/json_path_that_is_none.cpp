// SPDX-License-Identifier: BSL-1.0
// A path is read when the program is compiled.
//
// expect: dovetail: a JSON path is made of $, .key, ."key" and [index], such as $.tags[0]
#include <dovetail/sqlite.hpp>

#include <dovetail/functions/json.hpp>

#include "models.hpp"

#ifdef MISTAKE
auto const query = dt::select(dt::json_extract<"tags[0]", dt::text>(users.username));
#else
dt::task<bool> program(Db& db) {
    auto result = co_await db.execute(dt::select(dt::json_extract<"$.tags[0]", dt::text>(R"({"tags": ["x"]})"), users.id).where(users.id == 1));
    co_return result.one().get<0>() == "x";
}
int main() { return run(program); }
#endif
