// SPDX-License-Identifier: BSL-1.0
// Tables of a schema: made by create_all on PostgreSQL, an attached database on SQLite.
#include "support/database.hpp"

using namespace dovetail_test;

namespace schema_tables {

template <class View> struct LineModel;
template <class View>
struct OrderModel {
    static constexpr dt::table_name schema = "Shop 1", table = "orders";
    dt::column<View, "id", dt::integer, dt::primary_key> id;
    dt::column<View, "buyer", dt::string<20>, dt::index> buyer;
    dt::one_to_many<View, "lines", LineModel, dt::order_by<"number">> lines;
};
template <class View>
struct LineModel {
    static constexpr dt::table_name schema = "Shop 1", table = "lines";
    dt::column<View, "order_id", dt::integer, dt::primary_key, dt::foreign_key<OrderModel>> order_id;
    dt::column<View, "number", dt::integer, dt::primary_key> number;
    dt::column<View, "item", dt::string<20>> item;
    dt::many_to_one<View, "order", OrderModel> order;
};
/// The same name outside of the schema.
template <class View>
struct PlainOrderModel {
    static constexpr dt::table_name table = "orders";
    dt::column<View, "id", dt::integer, dt::primary_key> id;
    dt::column<View, "buyer", dt::string<20>> buyer;
};
using NewOrder = dt::new_row<OrderModel>;
using NewLine = dt::new_row<LineModel>;
inline constexpr dt::table<OrderModel> orders;
inline constexpr dt::table<LineModel> lines;
inline constexpr dt::table<PlainOrderModel> plain_orders;
inline constexpr dt::metadata shop{lines, plain_orders, orders};

class shop_database : public empty_database {
public:
    shop_database() {
        if (!is_postgres) execute_text(engine, "ATTACH ':memory:' AS \"Shop 1\"");
        Db db{engine};
        sync_wait(db.create_all(shop));
        sync_wait(db.create_all(shop));         // what is there already stays
    }
};

}  // namespace schema_tables
using namespace schema_tables;

TEST_CASE("statements over tables of a schema") {
    shop_database base;
    Db db{base.engine};
    std::vector<NewOrder> const some{{.buyer = "ann"}, {.buyer = "bob"}};
    CHECK(sync_wait(db.execute(dt::insert_into(orders).values(some))).row_count() == 2);
    CHECK(sync_wait(db.execute(dt::insert_into(plain_orders).columns(plain_orders.id, plain_orders.buyer)
                                   .from(dt::select(orders.id + 10, orders.buyer).where(orders.id > 1)))).row_count() == 1);
    CHECK(single(db, dt::insert_into(lines).values(lines.order_id = 1, lines.number = 2, lines.item = "pen").returning(lines.item)) == "pen");
    CHECK(sync_wait(db.execute(dt::insert_into(lines).values(lines.order_id = 1, lines.number = 2, lines.item = "ink")
                                   .on_conflict(lines.order_id, lines.number)
                                   .do_update(lines.item = dt::excluded(lines.item)))).row_count() == 1);
    CHECK(sync_wait(db.execute(dt::update(orders).set(orders.buyer = "cid").where(orders.id == 2))).row_count() == 1);
    auto const found = sync_wait(db.execute(dt::select(orders).options(dt::joinedload(orders.lines)).order_by(orders.id))).scalars().all();
    REQUIRE(found.size() == 2);
    CHECK(found[0].lines.at(0).item == "ink");
    CHECK(found[1].buyer == "cid");
    auto const line = sync_wait(db.execute(dt::select(lines).options(dt::joinedload(lines.order)))).scalar_one();
    CHECK(line.order.buyer == "ann");
    CHECK(sync_wait(db.load(line, lines.order)).id == 1);
    CHECK(single(db, dt::select(plain_orders.buyer)) == "bob");
    CHECK(sync_wait(db.execute(dt::delete_from(lines).all_rows())).row_count() == 1);
    sync_wait(db.rollback());
    CHECK(single(db, dt::select(dt::count()).select_from(orders)) == 0);
}

TEST_CASE("objects of a schema's table") {
    shop_database base;
    Db db{base.engine};
    auto const order = db.add(NewOrder{.buyer = "ann"});
    sync_wait(db.flush());
    db.add(NewLine{.order_id = order->id, .number = 1, .item = "pen"});
    sync_wait(db.commit());
    Db other{base.engine};
    auto const found = sync_wait(other.get(orders, order->id));
    REQUIRE(found);
    CHECK((*found)->buyer == "ann");
    sync_wait(other.rollback());
}

TEST_CASE("tables of a schema are dropped") {
    shop_database base;
    Db db{base.engine};
    sync_wait(db.drop_all(shop));
    CHECK(failure(db.execute(dt::select(orders))).category() != dt::error_category::usage);
    sync_wait(db.rollback());
}

namespace two_stores {

// The same names in two schemas, each with a key to the other's: a flush that took them for one would insert in the wrong order.
template <class View>
struct EastItemModel {
    static constexpr dt::table_name schema = "east", table = "items";
    dt::column<View, "id", dt::integer, dt::primary_key> id;
    dt::column<View, "name", dt::string<20>> name;
};
template <class View>
struct WestItemModel {
    static constexpr dt::table_name schema = "west", table = "items";
    dt::column<View, "id", dt::integer, dt::primary_key> id;
    dt::column<View, "copied_from", dt::integer, dt::foreign_key<EastItemModel>> copied_from;
};
template <class View>
struct NorthItemModel {
    static constexpr dt::table_name schema = "north", table = "items";
    dt::column<View, "id", dt::integer, dt::primary_key> id;
    dt::column<View, "copied_from", dt::integer, dt::foreign_key<WestItemModel>> copied_from;
};
inline constexpr dt::table<EastItemModel> east_items;
inline constexpr dt::table<WestItemModel> west_items;
inline constexpr dt::table<NorthItemModel> north_items;
inline constexpr dt::metadata stores{north_items, west_items, east_items};

}  // namespace two_stores

#if defined(DOVETAIL_TEST_POSTGRES)      // no key of SQLite's points into another database
TEST_CASE("tables of one name in several schemas are flushed in the order of their keys") {
    using namespace two_stores;
    empty_database base;
    Db db{base.engine};
    sync_wait(db.create_all(stores));
    // The states of a session stand in the order in which the models are first used: the last one first.
    auto const north = db.add(dt::new_row<NorthItemModel>{.id = 3, .copied_from = 2});
    auto const west = db.add(dt::new_row<WestItemModel>{.id = 2, .copied_from = 1});
    auto const east = db.add(dt::new_row<EastItemModel>{.id = 1, .name = "x"});
    sync_wait(db.commit());
    CHECK(single(db, dt::select(dt::count(north_items.id))) == 1);
    sync_wait(db.remove(east));
    sync_wait(db.remove(west));
    sync_wait(db.remove(north));
    sync_wait(db.commit());
    CHECK(single(db, dt::select(dt::count(east_items.id))) == 0);
    sync_wait(db.drop_all(stores));
}
#endif
