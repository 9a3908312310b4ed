// SPDX-License-Identifier: BSL-1.0
// What else PostgreSQL has and SQLite has not: aggregates, set operations, mutations.
#include "support/sql_case.hpp"

using namespace dovetail_test;

namespace {
constexpr auto open_ones = dt::select(orders.customer_id).where(orders.status == "open");
constexpr auto done_ones = dt::select(orders.customer_id).where(orders.status == "done");
constexpr auto item_count = dt::select(dt::count()).select_from(items);
}  // namespace

TEST_CASE("texts put together in an order") {
    gives(dt::select(customers.region_id, dt::string_agg(customers.name, ", ").order_by(customers.name.desc()))
              .group_by(customers.region_id).order_by(customers.region_id),
          {"1 | hal, eve, ann", "2 | dot, cid, bob", "3 | gus, fay"});
}
TEST_CASE("statistics") {
    gives(dt::select(dt::stddev_pop(employees.salary), dt::var_samp(employees.salary)),
          {"182.9464068 | 39047.61905"});
}
TEST_CASE("rows that are in both as often as in both") {
    gives(dt::intersect_all(open_ones, done_ones), {"1", "1"});
    gives(dt::except_all(open_ones, dt::select(orders.customer_id).where(orders.id == 6)).order_by(orders.customer_id),
          {"1", "3", "7"});
}
TEST_CASE("patterns in any case") {
    gives(dt::select(customers.name).where(customers.city.ilike("O%")).order_by(customers.id), {"ann", "eve", "hal"});
    gives(dt::select(customers.name).where(customers.city.not_ilike("O%")).order_by(customers.id), {"bob", "dot", "fay"});
}
TEST_CASE("compared with any and all of a select") {
    gives(dt::select(products.name).where(products.price > dt::all_(dt::select(suppliers.id * 1000))).order_by(products.id),
          {"anvil", "easel"});
    gives(dt::select(products.name).where(products.id < dt::any_(std::vector{2, 3})).order_by(products.id),
          {"anvil", "bucket"});
}
TEST_CASE("rows are deleted by another table") {
    returns(dt::delete_from(items).using_(products).where(items.product_id == products.id, products.category == "toys")
                .returning(items.order_id, products.name), {"4 | globe", "7 | hoop", "7 | globe", "9 | hoop"}, item_count, {"15"});
}
TEST_CASE("updated rows are returned with another table's") {
    returns(dt::update(customers).set(customers.balance = 0).from(regions).where(customers.region_id == regions.id, regions.name == "east")
                .returning(customers.name, regions.name), {"fay | east", "gus | east"},
            dt::select(dt::sum(customers.balance)), {"720"});
}
TEST_CASE("deleted rows are counted in the same statement") {
    auto const gone = dt::cte<"gone">(dt::delete_from(items).where(items.discount > 0).returning(items.quantity));
    returns(dt::with_(gone)(dt::select(dt::count(), dt::sum(gone[items.quantity])).select_from(gone)), {"7 | 129"},
            item_count, {"12"});
}
TEST_CASE("exclusive or, and bits of many rows") {
    gives(dt::select(products.id ^ 3).where(products.id == 5), {"6"});
    gives(dt::select(dt::aggregate_function<"bit_or", dt::nullable<dt::integer>>(products.id)).where(products.id.in_(1, 4)), {"5"});
}
TEST_CASE("values collected in an order") {
    gives(dt::select(dt::array_agg(customers.name).order_by(customers.name.desc())).where(customers.id < 4), {"[cid,bob,ann]"});
    gives(dt::select(dt::aggregate_function<"string_agg", dt::nullable<dt::text>>(dt::distinct(customers.city), "/").order_by(customers.city)).where(customers.id < 3), {"oslo/rome"});
}
TEST_CASE("collations and regular expressions") {
    gives(dt::select(customers.name).where(dt::regexp_match(customers.name, "^[ab]")).order_by(dt::collate<"C">(customers.name).desc()), {"bob", "ann"});
    gives(dt::select(dt::regexp_replace(customers.name, "n+", "N")).where(customers.id == 1), {"aN"});
    gives(dt::select(dt::collate<"C">(dt::literal("a")) < "B"), {"false"});
}
TEST_CASE("rows are deleted by a subquery that has values") {
    constexpr dt::label<"sold"> sold;
    auto const sales = dt::subquery<"sales">(dt::select(items.product_id, dt::sum(items.quantity).as(sold))
                                                 .where(items.quantity > 1).group_by(items.product_id));
    returns(dt::delete_from(items).using_(sales).where(items.product_id == sales[items.product_id], sales[sold] > 20, items.discount < 50)
                .returning(items.order_id, sales[sold]), {"2 | 130", "5 | 130", "10 | 130"}, item_count, {"16"});
}
TEST_CASE("updated rows are returned with those of a join that may leave them out") {
    constexpr auto sent = dt::alias<"sent">(customers);
    constexpr auto sender = dt::alias<"sender">(customers);
    returns(dt::update(customers).set(customers.balance = 1).from(sent).left_join(sent.referrer, sender)
                .where(sent.id == customers.id, customers.id < 3).returning(customers.name, sender.name), {"ann | NULL", "bob | ann"},
            dt::select(dt::count()).select_from(customers).where(customers.balance == 1), {"2"});
}
