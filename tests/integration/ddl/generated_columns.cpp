// SPDX-License-Identifier: BSL-1.0
// Generated columns that are typed expressions: the database computes them, and objects have them.
#include "support/database.hpp"

#include <dovetail/sql.hpp>

using namespace dovetail_test;

namespace {

template <class View>
struct BasketModel {
    static constexpr dt::table_name table = "baskets";
    dt::column<View, "id", dt::integer, dt::primary_key> id;
    dt::column<View, "owner", dt::string<20>> owner;
    dt::column<View, "price", dt::integer> price;
    dt::column<View, "count", dt::nullable<dt::integer>> count;
    dt::column<View, "total", dt::nullable<dt::bigint>, dt::generated<>> total;
    dt::column<View, "sort_key", dt::text, dt::generated<>, dt::index> sort_key;
    static constexpr auto generated(auto const& row) {
        return std::tuple{dt::generated_as<"total">(row.price * row.count + 1),
                          dt::generated_as<"sort_key">(dt::case_().when(row.price > 100, "it's much").else_(dt::upper(row.owner)))};
    }
};
inline constexpr dt::table<BasketModel> baskets;
inline constexpr dt::metadata basket_tables{baskets};
using NewBasket = dt::new_row<BasketModel>;

#if !defined(DOVETAIL_TEST_POSTGRES)       // which has none of these
template <class View>
struct DoubleModel {
    static constexpr dt::table_name table = "doubles";
    dt::column<View, "id", dt::integer, dt::primary_key> id;
    dt::column<View, "doubled", dt::bigint, dt::generated<>> doubled;
    static constexpr auto generated(auto const& row) { return std::tuple{dt::generated_as<"doubled">(row.id * 2).virtual_()}; }
};
inline constexpr dt::table<DoubleModel> doubles;
inline constexpr dt::metadata double_tables{doubles};
#endif

}  // namespace

TEST_CASE("the database computes what is an expression of the row") {
    empty_database base;
    Db db{base.engine};
    sync_wait(db.create_all(basket_tables));
    auto const basket = db.add(NewBasket{.owner = "ann", .price = 20, .count = 3});
    (void)db.add(NewBasket{.owner = "bob", .price = 500});
    sync_wait(db.commit());
    CHECK(*basket->total == 61);
    CHECK(basket->sort_key == "ANN");
    basket->price = 101;
    sync_wait(db.commit());
    CHECK(*basket->total == 304);
    CHECK(basket->sort_key == "it's much");
    auto const all = sync_wait(db.execute(dt::select(baskets.total, baskets.sort_key).order_by(baskets.id))).all();
    REQUIRE(all.size() == 2);
    CHECK(!all[1][baskets.total].has_value());
    CHECK(all[1][baskets.sort_key] == "it's much");
    CHECK(single(db, dt::select(baskets.id).where(baskets.total == 304)) == 1);
}

#if !defined(DOVETAIL_TEST_POSTGRES)
TEST_CASE("a column that is computed where it is read") {
    empty_database base;
    Db db{base.engine};
    sync_wait(db.create_all(double_tables));
    (void)sync_wait(db.execute(dt::insert_into(doubles).values(doubles.id = 21)));
    CHECK(single(db, dt::select(doubles.doubled)) == 42);
}
#endif
