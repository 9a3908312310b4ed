// SPDX-License-Identifier: BSL-1.0
// INSERT, UPDATE, DELETE: what they leave behind, and what they return.
#include "support/sql_case.hpp"

using namespace dovetail_test;

namespace {
constexpr auto all_regions = dt::select(regions.id, regions.name).order_by(regions.id);
constexpr auto stocks = dt::select(products.name, products.stock).where(products.id < 4).order_by(products.id);
constexpr auto balances = dt::select(customers.name, customers.balance).where(customers.id < 4).order_by(customers.id);
constexpr auto item_count = dt::select(dt::count()).select_from(items);
}  // namespace

TEST_CASE("a row is inserted") {
    changes(dt::insert_into(regions).values(regions.id = 9, regions.name = "o'er"), all_regions,
          {"1 | north", "2 | south", "3 | east", "4 | west", "9 | o'er"});
}
TEST_CASE("rows of a range are inserted") {
    std::vector<dt::new_row<RegionModel>> const rows{{.id = 7, .name = "up"}, {.id = 8, .name = "down"}};
    changes(dt::insert_into(regions).values(rows), all_regions,
          {"1 | north", "2 | south", "3 | east", "4 | west", "7 | up", "8 | down"});
}
TEST_CASE("what is inserted is returned") {
    returns(dt::insert_into(regions).values(regions.id = 9, regions.name = "far").returning(regions.id, dt::upper(regions.name)),
            {"9 | FAR"}, dt::select(dt::count()).select_from(regions), {"5"});
}
TEST_CASE("rows of a select are inserted") {
    changes(dt::insert_into(regions).columns(regions.id, regions.name)
                .from(dt::select(suppliers.id + 10, suppliers.name).where(suppliers.region_id == 2)), all_regions,
          {"1 | north", "2 | south", "3 | east", "4 | west", "12 | bolt", "13 | core"});
}
TEST_CASE("a row that is there stays") {
    changes(dt::insert_into(regions).values(regions.id = 1, regions.name = "x").on_conflict(regions.id).do_nothing(), all_regions,
          {"1 | north", "2 | south", "3 | east", "4 | west"});
}
TEST_CASE("a row that is there is changed") {
    changes(dt::insert_into(products).values(products.name = "clamp", products.category = "tools", products.price = 1, products.supplier_id = 1, products.stock = 5)
                .on_conflict(products.name).do_update(products.stock = products.stock + dt::excluded(products.stock)), stocks,
          {"anvil | 3", "bucket | 50", "clamp | 5"});
}
TEST_CASE("a row that is there is changed where a condition holds") {
    changes(dt::insert_into(products).values(products.name = "anvil", products.category = "tools", products.price = 1, products.supplier_id = 1, products.stock = 5)
                .on_conflict(products.name).do_update(products.stock = dt::excluded(products.stock)).where(products.stock > 10), stocks,
          {"anvil | 3", "bucket | 50", "clamp | 0"});
}
TEST_CASE("rows of a select are inserted or change those that are there") {
    changes(dt::insert_into(items).columns(items.order_id, items.product_id, items.quantity)
                .from(dt::select(orders.id, orders.customer_id, orders.id).where(orders.id <= 2))
                .on_conflict(items.order_id, items.product_id).do_update(items.quantity = items.quantity + dt::excluded(items.quantity)),
            dt::select(items.order_id, items.product_id, items.quantity).where(items.order_id <= 2).order_by(items.order_id, items.product_id),
          {"1 | 1 | 2", "1 | 2 | 4", "2 | 1 | 2", "2 | 4 | 2", "2 | 6 | 10"});
}
TEST_CASE("rows are updated by an expression") {
    changes(dt::update(products).set(products.stock = products.stock * 2 + 1).where(products.id < 3), stocks,
          {"anvil | 7", "bucket | 101", "clamp | 0"});
}
TEST_CASE("rows are updated by a subquery") {
    changes(dt::update(customers)
                .set(customers.balance = dt::scalar_subquery(dt::select(dt::count()).select_from(orders).where(orders.customer_id == customers.id)))
                .where(customers.id < 3), balances, {"ann | 4", "bob | 2", "cid | 0"});
}
TEST_CASE("rows are updated from another table") {
    changes(dt::update(customers).set(customers.balance = customers.balance + regions.id * 1000).from(regions)
                .where(customers.region_id == regions.id, regions.name == "south"), balances,
          {"ann | 500", "bob | 1980", "cid | 2000"});
}
TEST_CASE("updated rows are returned") {
    returns(dt::update(products).set(products.stock = 0).where(products.stock < 5).returning(products.id, products.name, products.stock),
            {"1 | anvil | 0", "3 | clamp | 0", "5 | easel | 0"}, stocks, {"anvil | 0", "bucket | 50", "clamp | 0"});
}
TEST_CASE("columns become NULL, and others a case") {
    changes(dt::update(customers).set(customers.city = std::nullopt, customers.balance = dt::case_().when(customers.is_vip, 1).else_(0)).where(customers.id <= 2),
            dt::select(customers.name, customers.city, customers.balance).where(customers.id < 4).order_by(customers.id),
          {"ann | NULL | 1", "bob | NULL | 0", "cid | NULL | 0"});
}
TEST_CASE("rows are deleted") {
    changes(dt::delete_from(items).where(items.discount > 0), item_count, {"12"});
}
TEST_CASE("rows are deleted by a condition on another table") {
    changes(dt::delete_from(items).where(dt::exists(dt::select(orders).where(orders.id == items.order_id, orders.status == "done"))), item_count,
          {"6"});
    changes(dt::delete_from(items).where(items.product_id.in_(dt::select(products.id).where(products.category == "toys"))), item_count,
          {"15"});
}
TEST_CASE("deleted rows are returned") {
    returns(dt::delete_from(items).where(items.order_id == 5).returning(items.product_id, items.quantity * 2),
            {"4 | 2", "5 | 2", "6 | 40"}, item_count, {"16"});
}
TEST_CASE("all rows are deleted") {
    changes(dt::delete_from(items).all_rows(), item_count, {"0"});
}
TEST_CASE("rows are deleted by a named query") {
    auto const old = dt::cte<"old">(dt::select(orders.id).where(orders.placed < std::chrono::year_month_day(std::chrono::year(2026) / 2 / 1)));
    changes(dt::with_(old)(dt::delete_from(items).where(items.order_id.in_(dt::select(old[orders.id]).select_from(old)))), item_count,
          {"15"});
}
TEST_CASE("rows are updated from a subquery that has values") {
    constexpr dt::label<"sold"> sold;
    auto const sales = dt::subquery<"sales">(dt::select(items.product_id, dt::sum(items.quantity).as(sold))
                                                 .where(items.quantity > 1, items.discount < 50).group_by(items.product_id));
    changes(dt::update(products).set(products.stock = dt::coalesce(sales[sold], 0) + 1000).from(sales)
                .where(products.id == sales[items.product_id], products.id < 4), stocks,
          {"anvil | 1002", "bucket | 1014", "clamp | 1003"});
}
TEST_CASE("rows are updated from tables that are joined") {
    changes(dt::update(customers).set(customers.balance = customers.balance + orders.id * 1000).from(orders)
                .join(orders.employee, employees.salary > 0).join(items, items.order_id == orders.id, items.quantity > 3)
                .where(orders.customer_id == customers.id, orders.id == 2), balances, {"ann | 2500", "bob | -20", "cid | 0"});
    constexpr auto sender = dt::alias<"sender">(customers);
    constexpr auto sent = dt::alias<"sent">(customers);
    changes(dt::update(customers).set(customers.city = dt::coalesce(sender.name, "nobody")).from(sent).left_join(sent.referrer, sender)
                .where(sent.id == customers.id, customers.id < 4),
            dt::select(customers.name, customers.city).where(customers.id < 4).order_by(customers.id),
          {"ann | nobody", "bob | ann", "cid | ann"});
}
TEST_CASE("new rows are inserted that are given one by one") {
    dt::new_row<RegionModel> const up{.id = 7, .name = "up"}, down{.id = 8, .name = "down"};
    changes(dt::insert_into(regions).values(up, down), all_regions, {"1 | north", "2 | south", "3 | east", "4 | west", "7 | up", "8 | down"});
}
