// SPDX-License-Identifier: BSL-1.0
// SQLite keeps a range as text, which it can compare, and nothing else.
//
// expect: dovetail: this database has no such statement
// expect: SQLite.? && ?
#include <dovetail/sqlite.hpp>
#include <dovetail/sql.hpp>

#include "models.hpp"

template <class View>
struct SpanModel {
    static constexpr dt::table_name table = "spans";
    dt::column<View, "id", dt::integer, dt::primary_key> id;
    dt::column<View, "years", dt::range<dt::integer>> years;
};
inline constexpr dt::table<SpanModel> spans;

#ifdef MISTAKE
dt::task<void> mistake(Db& db) {
    auto found = co_await db.execute(dt::select(spans.id).where(dt::range_overlaps(spans.years, dt::range_value(1, 5))));
}
#else
dt::task<bool> program(Db& db) {
    co_await db.create_all(dt::metadata{spans});
    auto found = co_await db.execute(dt::select(spans.id).where(spans.years == dt::range_value(1, 5)));
    co_return found.empty();
}
int main() { return run(program); }
#endif
