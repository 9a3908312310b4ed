// SPDX-License-Identifier: BSL-1.0
// Whole entities: one, several and optional ones in a row, beside columns.
#include "support/sql_case.hpp"

using namespace dovetail_test;

TEST_CASE("entities of a table") {
    gives(dt::select(regions).order_by(regions.id), {"1 | north", "2 | south", "3 | east", "4 | west"});
}
TEST_CASE("entities with NULL, dates and conditions") {
    gives(dt::select(customers).where(customers.id.in_(std::vector{1, 3})).order_by(customers.id),
          {"1 | ann | oslo | 1 | NULL | true | 2024-01-15 | 500", "3 | cid | NULL | 2 | 1 | false | 2024-03-15 | 0"});
}
TEST_CASE("two entities in a row") {
    gives(dt::select(suppliers, regions).join(suppliers.region).order_by(suppliers.id),
          {"1 | acme | 1 | 1 | north", "2 | bolt | 2 | 2 | south", "3 | core | 2 | 2 | south",
           "4 | dust | 3 | 3 | east"});
}
TEST_CASE("an entity that may be left out") {
    gives(dt::select(regions, suppliers).left_join(regions.suppliers).where(regions.id > 2).order_by(regions.id),
          {"3 | east | 4 | dust | 3", "4 | west | NULL | NULL | NULL"});
}
TEST_CASE("an entity and an aggregate") {
    gives(dt::select(regions, dt::count(customers.id)).left_join(regions.customers).group_by(regions.id).order_by(regions.id),
          {"1 | north | 3", "2 | south | 3", "3 | east | 2", "4 | west | 0"});
}
TEST_CASE("three entities and an expression") {
    gives(dt::select(items, products, suppliers, items.quantity * products.price).join(items.product).join(products.supplier)
              .where(items.order_id == 1).order_by(items.product_id),
          {"1 | 1 | 1 | 0 | 1 | anvil | tools | 5000 | 40.5 | 1 | 3 | 1 | acme | 1 | 5000",
           "1 | 2 | 4 | 10 | 2 | bucket | tools | 700 | 1.25 | 1 | 50 | 1 | acme | 1 | 2800"});
}
TEST_CASE("entities of a condition on others") {
    gives(dt::select(regions).join(regions.suppliers).join(suppliers.products).where(products.name == "ink"),
          {"3 | east"});
}
TEST_CASE("entities with times of day") {
    gives(dt::select(orders).where(orders.customer_id == 3), {"4 | 3 | NULL | 2026-02-03 | NULL | open"});
    gives(dt::select(orders).where(orders.id == 5), {"5 | 4 | 5 | 2026-02-14 | 2026-02-15 12:00:00 | done"});
}
TEST_CASE("different entities") {
    gives(dt::select(regions).distinct().join(regions.customers).order_by(regions.id),
          {"1 | north", "2 | south", "3 | east"});
}
