// SPDX-License-Identifier: BSL-1.0
// Queries of TPC-H, on the shop: items are its lineitem, suppliers and regions its supplier and nation.
#include "support/sql_case.hpp"

using namespace dovetail_test;

namespace {
constexpr auto day(int month, unsigned of_month) {
    return std::chrono::year_month_day(std::chrono::year(2026), std::chrono::month(unsigned(month)), std::chrono::day(of_month));
}
/// What an item costs, in hundredths of a cent: price times quantity, less the discount.
constexpr auto cost = items.quantity * products.price * (100 - items.discount);
constexpr dt::label<"revenue"> revenue;
constexpr dt::label<"n"> n;
constexpr dt::label<"spent"> spent;
}  // namespace

TEST_CASE("TPC-H 1: the pricing summary") {
    gives(dt::select(products.category, orders.status, dt::sum(items.quantity), dt::sum(items.quantity * products.price),
                     dt::sum(cost).as(revenue), dt::avg(items.discount), dt::count())
              .select_from(items).join(items.product).join(items.order).where(orders.placed <= day(4, 2))
              .group_by(products.category, orders.status).order_by(products.category, orders.status),
          {"paper | done | 34 | 11700 | 1072500 | 5 | 5", "paper | open | 100 | 15000 | 1125000 | 25 | 1",
           "tools | done | 19 | 19100 | 1777000 | 5 | 5", "tools | open | 2 | 10000 | 900000 | 10 | 1",
           "tools | void | 1 | 1200 | 120000 | 0 | 1", "toys | done | 1 | 700 | 70000 | 0 | 1",
           "toys | late | 8 | 9200 | 895000 | 2.5 | 2", "toys | open | 1 | 2500 | 250000 | 0 | 1"});
}
TEST_CASE("TPC-H 3: open orders by their worth") {
    gives(dt::select(orders.id, dt::sum(cost).as(revenue), orders.placed)
              .join(orders.customer).join(orders.items).join(items.product)
              .where(customers.is_vip == true, orders.placed < day(4, 1), dt::or_(orders.shipped == std::nullopt, orders.shipped > std::chrono::sys_days(day(1, 10))))
              .group_by(orders.id).order_by(revenue.desc(), orders.placed).limit(10),
          {"6 | 900000 | 2026-03-01", "5 | 750000 | 2026-02-14", "2 | 322500 | 2026-01-20"});
}
TEST_CASE("TPC-H 4: orders of a quarter that have a discounted item") {
    gives(dt::select(orders.status, dt::count())
              .where(orders.placed >= day(1, 1), orders.placed < day(4, 1),
                     dt::exists(dt::select(items).where(items.order_id == orders.id, items.discount > 0)))
              .group_by(orders.status).order_by(orders.status), {"done | 3", "late | 1", "open | 1"});
}
TEST_CASE("TPC-H 5: sales of suppliers to their own region") {
    gives(dt::select(regions.name, dt::sum(cost).as(revenue))
              .join(regions.customers).join(customers.orders).join(orders.items).join(items.product)
              .join(suppliers, suppliers.id == products.supplier_id, suppliers.region_id == customers.region_id)
              .group_by(regions.id).order_by(revenue.desc()), {"south | 2080000", "north | 2072000"});
}
TEST_CASE("TPC-H 6: what a discount has cost") {
    gives(dt::select(dt::sum(items.quantity * products.price * items.discount).as(revenue)).select_from(items)
              .join(items.product).join(items.order)
              .where(orders.placed.between(day(1, 1), day(3, 31)), items.discount.between(5, 15), items.quantity < 12),
          {"160500"});
}
TEST_CASE("TPC-H 10: customers by what they have not got") {
    gives(dt::select(customers.id, customers.name, dt::sum(cost).as(revenue), customers.balance, regions.name)
              .join(customers.orders).join(orders.items).join(items.product).join(customers.region)
              .where(orders.status.in_(std::vector<std::string>{"open", "void"}))
              .group_by(customers.id, regions.id).order_by(revenue.desc()).limit(20),
          {"7 | gus | 1125000 | 300 | east", "1 | ann | 900000 | 500 | north", "3 | cid | 250000 | 0 | south",
           "6 | fay | 120000 | -75 | east"});
}
TEST_CASE("TPC-H 11: the important part of the stock") {
    auto const all = dt::alias<"all_products">(products);
    gives(dt::select(products.supplier_id, dt::sum(products.price * products.stock).as(revenue))
              .group_by(products.supplier_id)
              .having(dt::sum(products.price * products.stock) > dt::scalar_subquery(dt::select(dt::sum(all.price * all.stock) / 4)))
              .order_by(revenue.desc()), {"3 | 86500", "1 | 58400"});
}
TEST_CASE("TPC-H 12: urgent and other orders by status") {
    gives(dt::select(orders.status,
                     dt::sum(dt::case_().when(customers.is_vip, 1).else_(0)), dt::sum(dt::case_().when(!customers.is_vip, 1).else_(0)))
              .join(orders.customer).group_by(orders.status).order_by(orders.status),
          {"done | 4 | 2", "late | 0 | 1", "open | 3 | 1", "void | 0 | 1"});
}
TEST_CASE("TPC-H 13: customers by their number of orders") {
    auto const counts = dt::subquery<"counts">(dt::select(customers.id, dt::count(orders.id).as(n))
                                                   .left_join(customers.orders, orders.status != "void").group_by(customers.id));
    gives(dt::select(counts[n], dt::count()).select_from(counts).group_by(counts[n]).order_by(dt::count().desc(), counts[n].desc()),
          {"1 | 3", "2 | 2", "0 | 2", "4 | 1"});
}
TEST_CASE("TPC-H 14: the share of one category") {
    gives(dt::select(dt::cast<dt::double_precision>(dt::sum(dt::case_().when(products.category.like("t%"), cost).else_(0))) * 100 / dt::sum(cost))
              .select_from(items).join(items.product), {"57.89739519"});
}
TEST_CASE("TPC-H 15: the best supplier") {
    auto const totals = dt::cte<"totals">(dt::select(products.supplier_id, dt::sum(cost).as(revenue))
                                              .select_from(items).join(items.product).group_by(products.supplier_id));
    gives(dt::with_(totals)(dt::select(suppliers.id, suppliers.name, totals[revenue])
                                .join(totals, totals[products.supplier_id] == suppliers.id)
                                .where(totals[revenue] == dt::scalar_subquery(dt::select(dt::max(totals[revenue])).select_from(totals)))),
          {"3 | core | 3102500"});
}
TEST_CASE("TPC-H 16: suppliers of each kind") {
    gives(dt::select(products.category, dt::count(dt::distinct(products.supplier_id)).as(n))
              .where(products.name.not_like("a%"),
                     products.supplier_id.not_in(dt::select(suppliers.id).where(suppliers.name.like("%u%"))))
              .group_by(products.category).order_by(n.desc(), products.category),
          {"paper | 2", "tools | 2", "toys | 2"});
}
TEST_CASE("TPC-H 17: items of far less than the usual quantity") {
    auto const others = dt::alias<"others">(items);
    gives(dt::select(dt::sum(cost)).select_from(items).join(items.product)
              .where(items.quantity * 2 < dt::scalar_subquery(dt::select(dt::avg(others.quantity)).where(others.product_id == products.id))),
          {"582500"});
}
TEST_CASE("TPC-H 18: large orders") {
    auto const others = dt::alias<"others">(items);
    gives(dt::select(customers.name, orders.id, orders.placed, dt::sum(items.quantity))
              .join(customers.orders).join(orders.items)
              .where(orders.id.in_(dt::select(others.order_id).group_by(others.order_id).having(dt::sum(others.quantity) > 10)))
              .group_by(customers.id, orders.id).order_by(dt::sum(items.quantity).desc(), orders.id),
          {"gus | 10 | 2026-04-02 | 100", "dot | 5 | 2026-02-14 | 22", "ann | 2 | 2026-01-20 | 12",
           "dot | 9 | 2026-04-02 | 11"});
}
TEST_CASE("TPC-H 19: alternatives of three conditions each") {
    gives(dt::select(dt::sum(cost)).select_from(items).join(items.product)
              .where(dt::or_(dt::and_(products.category == "tools", items.quantity.between(1, 4), products.price < 1000),
                             dt::and_(products.category == "paper", items.quantity.between(10, 20), products.weight == std::nullopt),
                             dt::and_(products.category == "toys", items.quantity.between(5, 10), products.supplier_id.in_(std::vector{1, 3})))),
          {"1184500"});
}
TEST_CASE("TPC-H 20: suppliers with more in stock than twice what was sold") {
    auto const sold = dt::scalar_subquery(dt::select(dt::sum(items.quantity) * 2).where(items.product_id == products.id));
    gives(dt::select(suppliers.name)
              .where(suppliers.id.in_(dt::select(products.supplier_id).where(products.category == "tools", products.stock > sold)))
              .order_by(suppliers.name), {"acme"});
}
TEST_CASE("TPC-H 21: employees who alone kept an order waiting") {
    auto const other = dt::alias<"other">(orders);
    gives(dt::select(employees.name, dt::count().as(n))
              .join(orders, orders.employee_id == employees.id)
              .where(orders.shipped == std::nullopt,
                     dt::exists(dt::select(other).where(other.customer_id == orders.customer_id, other.id != orders.id)),
                     dt::not_(dt::exists(dt::select(other).where(other.customer_id == orders.customer_id, other.employee_id != orders.employee_id, other.shipped == std::nullopt))))
              .group_by(employees.id).order_by(n.desc(), employees.name), {"lea | 1"});
}
TEST_CASE("TPC-H 22: customers with credit who bought nothing lately") {
    auto const all = dt::alias<"all_customers">(customers);
    gives(dt::select(dt::substr(customers.name, 1, 1).as(revenue), dt::count(), dt::sum(customers.balance).as(spent))
              .where(customers.balance > dt::scalar_subquery(dt::select(dt::avg(all.balance)).where(all.balance > 0)),
                     dt::not_(dt::exists(dt::select(orders).where(orders.customer_id == customers.id, orders.placed >= day(5, 1)))))
              .group_by(revenue).order_by(revenue), {"g | 1 | 300"});
}
