// SPDX-License-Identifier: BSL-1.0
// ON CONFLICT: an INSERT that finds a row there already.
#include "support/models.hpp"
#include "support/rows.hpp"

using namespace dovetail_test;

namespace {

/// A key of its own, and pairs that are unique.
template <class View>
struct StockModel {
    static constexpr dt::table_name table = "stocks";
    dt::column<View, "id", dt::integer, dt::primary_key> id;
    dt::column<View, "shop", dt::string<20>> shop;
    dt::column<View, "item", dt::string<20>> item;
    dt::column<View, "amount", dt::integer, dt::default_value<0>> amount;
    using constraints = dt::constraints<dt::unique_on<"shop", "item">>;
};
inline constexpr dt::table<StockModel> stocks;
inline constexpr dt::metadata stock_tables{stocks};

auto delivery(char const* shop, char const* item, int amount) {
    return dt::insert_into(stocks).values(stocks.shop = std::string(shop), stocks.item = std::string(item), stocks.amount = amount);
}

}  // namespace

TEST_CASE("do_nothing") {
    filled_database base;
    Db db{base.engine};
    auto const insert = [](std::string name) {
        return dt::insert_into(roles).values(roles.name = std::move(name)).on_conflict(roles.name).do_nothing();
    };
    CHECK(sync_wait(db.execute(insert("admin"))).row_count() == 0);
    CHECK(sync_wait(db.execute(insert("new"))).row_count() == 1);
    CHECK(sync_wait(db.execute(insert("new"))).row_count() == 0);
    CHECK(single(db, dt::select(dt::count()).select_from(roles)) == 4);
    // Any conflict, and what is returned: nothing.
    CHECK(sync_wait(db.execute(dt::insert_into(roles).values(roles.id = 1, roles.name = "other").on_conflict().do_nothing())).row_count() == 0);
    CHECK(sync_wait(db.execute(insert("guest").returning(roles.id))).empty());
    CHECK(sync_wait(db.execute(insert("newer").returning(roles.name))).scalar_one() == "newer");
    // A conflict of other columns is an error.
    CHECK(failure(db.execute(dt::insert_into(roles).values(roles.id = 1, roles.name = "other").on_conflict(roles.name).do_nothing())).category() ==
          dt::error_category::unique);
    sync_wait(db.rollback());
}

TEST_CASE("do_update") {
    empty_database base;
    Db db{base.engine};
    sync_wait(db.create_all(stock_tables));
    auto const deliver = [&](char const* shop, char const* item, int amount) {
        return sync_wait(db.execute(delivery(shop, item, amount)
                                        .on_conflict(stocks.shop, stocks.item)
                                        .do_update(stocks.amount = stocks.amount + dt::excluded(stocks.amount))));
    };
    CHECK(deliver("oslo", "pen", 5).row_count() == 1);
    CHECK(deliver("oslo", "ink", 1).row_count() == 1);
    CHECK(deliver("oslo", "pen", 7).row_count() == 1);
    CHECK(deliver("rome", "pen", 2).row_count() == 1);
    CHECK(sync_wait(db.scalars(dt::select(stocks.amount).order_by(stocks.shop, stocks.item))).all() == std::vector{1, 12, 2});

    // The columns of a constraint in any order; values of all parts; the row that is given back.
    auto const row = sync_wait(db.execute(delivery("rome", "pen", 3)
                                              .on_conflict(stocks.item, stocks.shop)
                                              .do_update(stocks.amount = dt::excluded(stocks.amount) * 100 + 1)
                                              .where(stocks.amount < 50)
                                              .returning(stocks.amount, stocks.shop))).one();
    CHECK(row[stocks.amount] == 301);
    CHECK(row[stocks.shop] == "rome");
    // Where the condition does not hold, nothing is done.
    auto const again = delivery("rome", "pen", 3)
                           .on_conflict(stocks.shop, stocks.item)
                           .do_update(stocks.amount = 0)
                           .where(stocks.amount < 50)
                           .where(stocks.shop == "rome", stocks.amount < dt::excluded(stocks.amount));
    CHECK(sync_wait(db.execute(again)).row_count() == 0);
    CHECK(sync_wait(db.execute(again.returning(stocks))).empty());
    CHECK(single(db, dt::select(stocks.amount).where(stocks.shop == "rome")) == 301);
    sync_wait(db.rollback());
}

TEST_CASE("conflicts of a key") {
    rows_database base;
    Db db{base.engine};
    auto const seat = [](int row, std::string by) {
        return dt::insert_into(seats)
            .values(seats.row = row, seats.letter = "A", seats.taken_by = std::move(by))
            .on_conflict(seats.row, seats.letter)
            .do_update(seats.taken_by = dt::excluded(seats.taken_by))
            .where(seats.taken_by == std::nullopt);
    };
    CHECK(sync_wait(db.execute(dt::insert_into(seats).values(seats.row = 1, seats.letter = "A"))).row_count() == 1);
    CHECK(sync_wait(db.execute(seat(1, "ann"))).row_count() == 1);
    CHECK(sync_wait(db.execute(seat(1, "bob"))).row_count() == 0);
    CHECK(single(db, dt::select(seats.taken_by).where(seats.row == 1)) == "ann");
    CHECK(sync_wait(db.execute(dt::insert_into(wides).values(wides.id = 7, wides.name = "a")
                                   .on_conflict(wides.id).do_update(wides.name = dt::excluded(wides.name)))).row_count() == 1);
    CHECK(single(db, dt::insert_into(wides).values(wides.id = 7, wides.name = "b")
                         .on_conflict(wides.id).do_update(wides.name = dt::excluded(wides.name)).returning(wides.name)) == "b");
    sync_wait(db.rollback());
}
