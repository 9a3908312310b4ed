// SPDX-License-Identifier: BSL-1.0
// DISTINCT ON: the first row of each group.
#include "support/sql_case.hpp"

using namespace dovetail_test;

TEST_CASE("the dearest of each category") {
    gives(dt::select(products.category, products.name).distinct(products.category).order_by(products.category, products.price.desc()),
          {"paper | easel", "tools | anvil", "toys | globe"});
}
TEST_CASE("the latest order of each") {
    gives(dt::select(orders.customer_id, orders.id, orders.status).distinct(orders.customer_id)
              .order_by(orders.customer_id, orders.placed.desc(), orders.id.desc()),
          {"1 | 12 | open", "2 | 11 | done", "3 | 4 | open", "4 | 9 | done", "5 | 7 | late", "6 | 8 | void",
           "7 | 10 | open"});
}
TEST_CASE("the first entity of each") {
    gives(dt::select(suppliers).distinct(suppliers.region_id).order_by(suppliers.region_id, suppliers.name),
          {"1 | acme | 1", "2 | bolt | 2", "4 | dust | 3"});
}
TEST_CASE("the first of each of an expression") {
    gives(dt::select(dt::length(products.name), products.name).distinct(dt::length(products.name)).order_by(dt::length(products.name), products.name),
          {"3 | ink", "4 | hoop", "5 | anvil", "6 | bucket"});
}
TEST_CASE("the first of each, in another order") {
    auto const first = dt::subquery<"first">(dt::select(products.category, products.name, products.stock).distinct(products.category)
                                                 .order_by(products.category, products.stock.desc()));
    gives(dt::select(first[products.name], first[products.stock]).select_from(first).order_by(first[products.stock]),
          {"hoop | 12", "bucket | 50", "folder | 400"});
}
