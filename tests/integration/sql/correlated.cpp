// SPDX-License-Identifier: BSL-1.0
// Subqueries that use the columns around them.
#include "support/sql_case.hpp"

using namespace dovetail_test;

namespace {
constexpr auto others = dt::alias<"others">(products);
constexpr auto o = dt::alias<"o">(orders);
}  // namespace

TEST_CASE("what has partners") {
    gives(dt::select(customers.name)
              .where(dt::exists(dt::select(orders).where(orders.customer_id == customers.id, orders.status == "open")))
              .order_by(customers.id), {"ann", "cid", "gus"});
}
TEST_CASE("what has none") {
    gives(dt::select(customers.name).where(dt::not_(dt::exists(dt::select(orders).where(orders.customer_id == customers.id)))),
          {"hal"});
}
TEST_CASE("the dearest of each category") {
    gives(dt::select(products.category, products.name)
              .where(products.price == dt::scalar_subquery(dt::select(dt::max(others.price)).where(others.category == products.category)))
              .order_by(products.category), {"paper | easel", "tools | anvil", "toys | globe"});
}
TEST_CASE("dearer than the average of the category") {
    gives(dt::select(products.name)
              .where(products.price > dt::scalar_subquery(dt::select(dt::avg(others.price)).where(others.category == products.category)))
              .order_by(products.name), {"anvil", "easel", "globe"});
}
TEST_CASE("counts beside each row") {
    gives(dt::select(customers.name,
                     dt::scalar_subquery(dt::select(dt::count()).select_from(orders).where(orders.customer_id == customers.id)))
              .where(customers.id.in_(std::vector{1, 2, 8})).order_by(customers.id),
          {"ann | 4", "bob | 2", "hal | 0"});
}
TEST_CASE("ordered by what a subquery gives") {
    auto const count = dt::scalar_subquery(dt::select(dt::count(o.id)).where(o.customer_id == customers.id));
    gives(dt::select(customers.name).where(count > 0).order_by(count.desc(), customers.name),
          {"ann", "bob", "dot", "cid", "eve", "fay", "gus"});
}
TEST_CASE("two levels deep") {
    gives(dt::select(regions.name)
              .where(dt::exists(dt::select(customers).where(
                  customers.region_id == regions.id,
                  dt::exists(dt::select(orders).where(orders.customer_id == customers.id, orders.status == "late")))))
              .order_by(regions.id), {"north"});
}
TEST_CASE("three levels, the innermost asks the outermost") {
    auto const near = dt::alias<"near">(suppliers);
    gives(dt::select(customers.name)
              .where(dt::exists(dt::select(orders).where(
                  orders.customer_id == customers.id,
                  dt::exists(dt::select(items).join(items.product).where(
                      items.order_id == orders.id,
                      dt::exists(dt::select(near).where(near.id == products.supplier_id, near.region_id == customers.region_id)))))))
              .order_by(customers.id), {"ann", "bob", "cid", "dot", "eve"});
}
TEST_CASE("all of a set: relational division") {
    // Customers who bought every product of the paper category that costs less than 1000 and was ever sold.
    gives(dt::select(customers.name)
              .where(dt::not_(dt::exists(dt::select(products).where(
                  products.category == "paper", products.price < 1000, products.id != 9,
                  dt::not_(dt::exists(dt::select(items).join(items.order).where(
                      items.product_id == products.id, orders.customer_id == customers.id)))))))
              .order_by(customers.id), {"ann", "dot"});
}
TEST_CASE("the latest row of each") {
    gives(dt::select(orders.customer_id, orders.id)
              .where(orders.placed == dt::scalar_subquery(dt::select(dt::max(o.placed)).where(o.customer_id == orders.customer_id)))
              .order_by(orders.customer_id), {"1 | 12", "2 | 11", "3 | 4", "4 | 9", "5 | 7", "6 | 8", "7 | 10"});
}
TEST_CASE("a correlated subquery in HAVING") {
    gives(dt::select(orders.customer_id, dt::count())
              .group_by(orders.customer_id)
              .having(dt::count() > dt::scalar_subquery(dt::select(dt::count()).select_from(customers).where(customers.referrer_id == orders.customer_id)))
              .order_by(orders.customer_id), {"1 | 4", "2 | 2", "3 | 1", "5 | 1", "6 | 1"});
}
TEST_CASE("a correlated subquery in CASE") {
    gives(dt::select(products.name, dt::case_().when(dt::exists(dt::select(items).where(items.product_id == products.id)), "sold").else_("never"))
              .where(products.id > 7).order_by(products.id), {"hoop | sold", "ink | never"});
}
