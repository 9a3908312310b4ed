// SPDX-License-Identifier: BSL-1.0
// HAVING: conditions on groups.
#include "support/sql_case.hpp"

using namespace dovetail_test;

TEST_CASE("groups of a size") {
    gives(dt::select(orders.customer_id, dt::count()).group_by(orders.customer_id).having(dt::count() >= 2)
              .order_by(orders.customer_id), {"1 | 4", "2 | 2", "4 | 2"});
}
TEST_CASE("conditions before and behind the groups") {
    gives(dt::select(orders.customer_id, dt::count()).where(orders.status == "done").group_by(orders.customer_id)
              .having(dt::count() == 2).order_by(orders.customer_id), {"1 | 2", "2 | 2", "4 | 2"});
}
TEST_CASE("a condition on an aggregate that is not selected") {
    gives(dt::select(products.category).group_by(products.category).having(dt::avg(products.price) > 2000),
          {"tools"});
}
TEST_CASE("several conditions on groups") {
    gives(dt::select(products.supplier_id, dt::sum(products.stock)).group_by(products.supplier_id)
              .having(dt::count() > 1, dt::min(products.price) < 800).order_by(products.supplier_id),
          {"1 | 65", "3 | 409"});
}
TEST_CASE("a condition on what is grouped") {
    gives(dt::select(products.category, dt::max(products.price)).group_by(products.category).having(products.category != "paper")
              .order_by(products.category), {"tools | 5000", "toys | 2500"});
}
TEST_CASE("a condition on counted different values") {
    gives(dt::select(items.order_id).group_by(items.order_id).having(dt::count(dt::distinct(items.quantity)) > 1).order_by(items.order_id),
          {"1", "2", "3", "5", "7", "9", "11"});
}
TEST_CASE("groups compared with an average of groups") {
    auto const all = dt::alias<"all_items">(items);
    gives(dt::select(items.order_id, dt::sum(items.quantity)).group_by(items.order_id)
              .having(dt::sum(items.quantity) > dt::scalar_subquery(dt::select(dt::avg(all.quantity) * 2)))
              .order_by(items.order_id), {"5 | 22", "10 | 100"});
}
