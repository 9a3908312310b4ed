// SPDX-License-Identifier: BSL-1.0
// The digits behind the decimal point are some of all digits.
//
// expect: dovetail: of the digits of a numeric<p, s>, at most all are behind the decimal point
#include <dovetail/sqlite.hpp>
#include <dovetail/types/numeric.hpp>

#include "models.hpp"

template <class View>
struct ItemModel {
    static constexpr dt::table_name table = "items";
    dt::column<View, "id", dt::integer, dt::primary_key> id;
#ifdef MISTAKE
    dt::column<View, "price", dt::numeric<2, 4>> price;
#else
    dt::column<View, "price", dt::numeric<4, 4>> price;
#endif
};
inline constexpr dt::table<ItemModel> items;
inline constexpr dt::metadata shop{items};

#ifndef MISTAKE
dt::task<bool> program(Db& db) {
    co_await db.create_all(shop);
    dt::new_row<ItemModel> row{.price = dt::decimal("0.1234")};
    db.add(row);
    auto result = co_await db.execute(dt::select(items.price));
    co_return result.scalar_one() == dt::decimal("0.1234");
}
int main() { return run(program); }
#endif
