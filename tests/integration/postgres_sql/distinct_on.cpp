// SPDX-License-Identifier: BSL-1.0
// DISTINCT ON: the first row of each group.
#include "support/sql_case.hpp"

using namespace dovetail_test;

TEST_CASE("the dearest of each category") {
    gives(dt::select(products.category, products.name).distinct(products.category).order_by(products.category, products.price.desc()), {});
}
TEST_CASE("the latest order of each") {
    gives(dt::select(orders.customer_id, orders.id, orders.status).distinct(orders.customer_id)
              .order_by(orders.customer_id, orders.placed.desc(), orders.id.desc()), {});
}
TEST_CASE("the first entity of each") {
    gives(dt::select(suppliers).distinct(suppliers.region_id).order_by(suppliers.region_id, suppliers.name), {});
}
TEST_CASE("the first of each of an expression") {
    gives(dt::select(products.price / 1000, products.name).distinct(products.price / 1000).order_by(products.price / 1000, products.name), {});
}
TEST_CASE("the first of each, in another order") {
    auto const first = dt::subquery<"first">(dt::select(products.category, products.name, products.stock).distinct(products.category)
                                                 .order_by(products.category, products.stock.desc()));
    gives(dt::select(first[products.name], first[products.stock]).select_from(first).order_by(first[products.stock]), {});
}
