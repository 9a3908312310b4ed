// SPDX-License-Identifier: BSL-1.0
// A number has a digit at least.
//
// expect: dovetail: a numeric<p, s> has 1 to 1000 digits
#include <dovetail/sqlite.hpp>
#include <dovetail/types/numeric.hpp>

#include "models.hpp"

template <class View>
struct ItemModel {
    static constexpr dt::table_name table = "items";
    dt::column<View, "id", dt::integer, dt::primary_key> id;
#ifdef MISTAKE
    dt::column<View, "price", dt::numeric<0>> price;
#else
    dt::column<View, "price", dt::numeric<4, 2>> price;
#endif
};
inline constexpr dt::table<ItemModel> items;
inline constexpr dt::metadata shop{items};

#ifndef MISTAKE
dt::task<bool> program(Db& db) {
    co_await db.create_all(shop);
    dt::new_row<ItemModel> row{.price = dt::decimal("12.50")};
    db.add(row);
    auto result = co_await db.execute(dt::select(items.price));
    co_return result.scalar_one() == dt::decimal("12.5");
}
int main() { return run(program); }
#endif
