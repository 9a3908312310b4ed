// SPDX-License-Identifier: BSL-1.0
// PostgreSQL has ranges of numbers, days and times.
//
// expect: dovetail: a range is of dt::integer, bigint, numeric, date, timestamp or datetime
#include <dovetail/sqlite.hpp>
#include <dovetail/types/range.hpp>

#include "models.hpp"

#ifdef MISTAKE
dt::value_of<dt::range<dt::text>> letters;
#else
template <class View>
struct ShelfModel {
    static constexpr dt::table_name table = "shelves";
    dt::column<View, "id", dt::integer, dt::primary_key> id;
    dt::column<View, "numbers", dt::range<dt::integer>> numbers;
};
inline constexpr dt::table<ShelfModel> shelves;

dt::task<bool> program(Db& db) {
    co_await db.create_all(dt::metadata{shelves});
    dt::new_row<ShelfModel> const row{.numbers = dt::range_value(1, 5)};
    co_await db.execute(dt::insert_into(shelves).values(row));
    auto found = co_await db.execute(dt::select(shelves.numbers));
    co_return found.scalar_one().contains(4);
}
int main() { return run(program); }
#endif
