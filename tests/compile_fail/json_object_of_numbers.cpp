// SPDX-License-Identifier: BSL-1.0
// The keys of a JSON object are text.
//
// expect: dovetail: json_object_agg() takes a key, which is text, and a value
#include <dovetail/sqlite.hpp>
#include <dovetail/sql.hpp>

#include "models.hpp"

#ifdef MISTAKE
dt::task<void> mistake(Db& db) {
    auto result = co_await db.execute(dt::select(dt::json_object_agg(users.id, users.username)));
}
#else
dt::task<bool> program(Db& db) {
    auto result = co_await db.execute(dt::select(dt::json_object_agg(users.username, users.id)));
    co_return !result.all().empty();
}
int main() { return run(program); }
#endif
