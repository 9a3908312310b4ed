// SPDX-License-Identifier: BSL-1.0
// ON CONFLICT: an INSERT that finds a row there already.
#include "support/models.hpp"
#include "support/rows.hpp"

#include <dovetail/sql.hpp>

#include <map>

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

/// Of the members that are active, each name once, however it is written.
template <class View>
struct MemberModel {
    static constexpr dt::table_name table = "members_by_name";
    dt::column<View, "id", dt::integer, dt::primary_key> id;
    dt::column<View, "name", dt::text> name;
    dt::column<View, "is_active", dt::boolean, dt::default_value<true>> is_active;
    dt::column<View, "visits", dt::integer, dt::default_value<1>> visits;
    static constexpr auto indexes(auto const& row) {
        return std::tuple{dt::table_index<"one_of_a_name">(dt::lower(row.name)).unique().where(row.is_active == true)};
    }
};
inline constexpr dt::table<MemberModel> members;

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

TEST_CASE("a range of new rows that are there in part") {
    empty_database base;
    Db db{base.engine};
    sync_wait(db.create_all(stock_tables));
    using NewStock = dt::new_row<StockModel>;
    // More than one statement takes, on SQLite.
    std::vector<NewStock> deliveries;
    for (int i = 0; i < 300; ++i) deliveries.push_back({.shop = "oslo", .item = std::to_string(i), .amount = i});
    auto const total = [&] { return single(db, dt::select(dt::sum(stocks.amount))); };
    auto const pair = [](auto const& rows) { return dt::insert_into(stocks).values(rows).on_conflict(stocks.shop, stocks.item); };

    CHECK(sync_wait(db.execute(pair(deliveries).do_nothing())).row_count() == 300);
    CHECK(total() == 44850);
    deliveries.erase(deliveries.begin() + 200, deliveries.end());
    deliveries.push_back({.shop = "rome", .item = "0"});            // the amount by default
    CHECK(sync_wait(db.execute(pair(deliveries).do_nothing())).row_count() == 1);
    auto const add = sync_wait(db.execute(pair(deliveries).do_update(stocks.amount = stocks.amount + dt::excluded(stocks.amount))));
    CHECK(add.row_count() == 201);
    CHECK(total() == 44850 + 19900);
    auto const some = sync_wait(db.execute(pair(deliveries)
                                               .do_update(stocks.amount = dt::excluded(stocks.amount))
                                               .where(stocks.amount > dt::excluded(stocks.amount))));
    CHECK(some.row_count() == 199);                                 // those of 1 to 199 were doubled
    CHECK(total() == 44850);

    // Any conflict; a range that moves in; nothing at all.
    CHECK(sync_wait(db.execute(dt::insert_into(stocks).values(deliveries).on_conflict().do_nothing())).row_count() == 0);
    auto made = dt::insert_into(stocks).values(std::vector<NewStock>(2, NewStock{.shop = "here", .item = "same"}))
                    .on_conflict(stocks.shop, stocks.item).do_nothing();
    CHECK(sync_wait(db.execute(std::move(made))).row_count() == 1);
    CHECK(sync_wait(db.execute(pair(std::vector<NewStock>()).do_nothing())).row_count() == 0);

    // By the key itself, with rows that give it and rows that do not.
    std::vector<NewStock> const mixed{{.id = 1, .shop = "moved", .item = "a"}, {.shop = "moved", .item = "b"}, {.id = 2, .shop = "moved", .item = "c"}};
    CHECK(sync_wait(db.execute(dt::insert_into(stocks).values(mixed).on_conflict(stocks.id).do_update(stocks.shop = dt::excluded(stocks.shop)))).row_count() == 3);
    CHECK(single(db, dt::select(dt::count()).select_from(stocks).where(stocks.shop == "moved")) == 3);
    sync_wait(db.rollback());
}

TEST_CASE("values of what is done with a range of new rows that are there") {
    empty_database base;
    Db db{base.engine};
    sync_wait(db.create_all(stock_tables));
    using NewStock = dt::new_row<StockModel>;
    std::vector<NewStock> deliveries;           // in several statements, on SQLite of several numbers of rows
    for (int i = 0; i < 100; ++i) deliveries.push_back({.shop = "oslo", .item = std::to_string(i), .amount = i});
    auto const pair = [&] { return dt::insert_into(stocks).values(deliveries).on_conflict(stocks.shop, stocks.item); };
    auto const total = [&] { return single(db, dt::select(dt::sum(stocks.amount))); };
    int const bonus = 10;
    std::string const shop = "oslo";
    auto const add = [&] {
        return pair().do_update(stocks.amount = stocks.amount + dt::excluded(stocks.amount) * 2 + bonus, stocks.shop = shop)
            .where(stocks.shop == shop, stocks.item.not_in("3", "5"))
            .where(dt::excluded(stocks.amount) < 50);
    };
    CHECK(sync_wait(db.execute(add())).row_count() == 100);
    CHECK(total() == 4950);
    CHECK(sync_wait(db.execute(add())).row_count() == 48);
    CHECK(total() == 4950 + 2 * (1225 - 8) + 48 * bonus);

    // With what is returned; one row; rows with a key beside rows without one.
    auto const changed = sync_wait(db.execute(add().returning(stocks.amount, stocks.item))).all();
    CHECK(changed.size() == 48);
    CHECK(total() == 4950 + 4 * (1225 - 8) + 96 * bonus);
    std::vector<NewStock> const one{{.shop = "oslo", .item = "7", .amount = 1}};
    CHECK(single(db, dt::insert_into(stocks).values(one).on_conflict(stocks.shop, stocks.item).do_update(stocks.amount = 1).returning(stocks.amount)) == 1);
    std::vector<NewStock> const mixed{{.id = 1, .shop = "a", .item = "a"}, {.shop = "b", .item = "b"}, {.id = 2, .shop = "c", .item = "c"}};
    auto const move = dt::insert_into(stocks).values(mixed).on_conflict(stocks.id).do_update(stocks.item = dt::excluded(stocks.item) + "!", stocks.amount = -7);
    CHECK(sync_wait(db.execute(move)).row_count() == 3);
    CHECK(sync_wait(db.scalars(dt::select(stocks.item).where(stocks.amount == -7).order_by(stocks.id))).all() == std::vector<std::string>{"a!", "c!"});
    CHECK(dt::to_string<backend>(move).ends_with(R"(DO UPDATE SET "item" = "excluded"."item" || '!', "amount" = -7)"));
    sync_wait(db.rollback());
}

TEST_CASE("what became of a range of new rows") {
    empty_database base;
    Db db{base.engine};
    sync_wait(db.create_all(stock_tables));
    using NewStock = dt::new_row<StockModel>;
    std::vector<NewStock> const news{{.shop = "oslo", .item = "pen", .amount = 1}, {.shop = "oslo", .item = "ink", .amount = 2}};
    auto const pair = [&] { return dt::insert_into(stocks).values(news).on_conflict(stocks.shop, stocks.item); };
    auto const amounts = [](auto&& result) {
        std::map<std::string, int> found;
        for (auto const& [item, amount] : result.all()) found[item] = amount;
        return found;
    };
    sync_wait(db.execute(delivery("oslo", "ink", 5)));
    auto const changed = pair().do_update(stocks.amount = stocks.amount + dt::excluded(stocks.amount)).returning(stocks.item, stocks.amount);
    CHECK(amounts(sync_wait(db.execute(changed))) == std::map<std::string, int>{{"pen", 1}, {"ink", 7}});
    CHECK(sync_wait(db.execute(pair().do_nothing().returning(stocks.id))).empty());
    CHECK(dt::to_string<backend>(pair().do_update(stocks.amount = dt::excluded(stocks.amount))).ends_with(
        R"(ON CONFLICT ("shop", "item") DO UPDATE SET "amount" = "excluded"."amount")"));
    // PostgreSQL changes no row twice in one statement.
    std::vector<NewStock> const twice(2, NewStock{.shop = "oslo", .item = "pen", .amount = 1});
    auto const again = [&] { return dt::insert_into(stocks).values(twice).on_conflict(stocks.shop, stocks.item).do_update(stocks.amount = dt::excluded(stocks.amount)); };
    if (is_postgres) CHECK_THAT(failure(db.execute(again())).what(), contains("cannot affect row a second time"));
    else CHECK(sync_wait(db.execute(again())).row_count() == 2);
    sync_wait(db.rollback());
}

TEST_CASE("a conflict in an index over an expression, of some rows") {
    empty_database base;
    Db db{base.engine};
    sync_wait(db.create_all(dt::metadata{members}));
    auto const visit = [&](std::string name, bool is_active) {
        auto const come = dt::insert_into(members)
                              .values(members.name = std::move(name), members.is_active = is_active)
                              .on_conflict(dt::index_name<"one_of_a_name">)
                              .do_update(members.visits = members.visits + dt::excluded(members.visits) + 0)
                              .returning(members.id, members.visits);
        return sync_wait(db.execute(come)).one().get<1>();
    };
    CHECK(visit("Ann", true) == 1);
    CHECK(visit("ANN", true) == 2);
    CHECK(visit("ann", false) == 1);            // is not in the index
    CHECK(visit("bob", true) == 1);
    CHECK(visit("ann", true) == 3);
    std::vector<dt::new_row<MemberModel>> const many{{.name = "BOB"}, {.name = "cid"}};
    auto const changed = sync_wait(db.execute(dt::insert_into(members).values(many).on_conflict(dt::index_name<"one_of_a_name">)
                                                  .do_update(members.visits = members.visits + dt::excluded(members.visits))));
    CHECK(changed.row_count() == 2);
    CHECK(single(db, dt::select(members.visits).where(members.name == "bob")) == 2);
    sync_wait(db.rollback());
}
