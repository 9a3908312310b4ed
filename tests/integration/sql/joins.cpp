// SPDX-License-Identifier: BSL-1.0
// Inner and cross joins: by relationships, by conditions, of several tables.
#include "support/sql_case.hpp"

using namespace dovetail_test;

TEST_CASE("a join by a relationship to one") {
    gives(dt::select(customers.name, regions.name).join(customers.region).where(customers.id <= 3).order_by(customers.id),
          {"ann | north", "bob | south", "cid | south"});
}
TEST_CASE("a join by a relationship to many") {
    gives(dt::select(customers.name, orders.id).join(customers.orders).where(customers.id < 3).order_by(orders.id),
          {"ann | 1", "ann | 2", "bob | 3", "ann | 6", "bob | 11", "ann | 12"});
}
TEST_CASE("a join of four tables") {
    gives(dt::select(customers.name, products.name, items.quantity)
              .join(customers.orders).join(orders.items).join(items.product)
              .where(customers.name == "bob").order_by(products.name),
          {"bob | bucket | 1", "bob | clamp | 3", "bob | diary | 3", "bob | easel | 1"});
}
TEST_CASE("a join by a condition that is no key") {
    gives(dt::select(customers.name, suppliers.name)
              .join(suppliers, suppliers.region_id == customers.region_id).order_by(customers.name, suppliers.name),
          {"ann | acme", "bob | bolt", "bob | core", "cid | bolt", "cid | core", "dot | bolt", "dot | core",
           "eve | acme", "fay | dust", "gus | dust", "hal | acme"});
}
TEST_CASE("a join by an inequality") {
    auto const dearer = dt::alias<"dearer">(products);
    gives(dt::select(products.name, dearer.name)
              .join(dearer, dearer.price > products.price, dearer.category == products.category)
              .where(products.category == "paper").order_by(products.name, dearer.name),
          {"diary | easel", "folder | diary", "folder | easel", "folder | ink", "ink | diary", "ink | easel"});
}
TEST_CASE("a join by a relationship and a further condition") {
    gives(dt::select(customers.name, orders.id)
              .join(customers.orders, orders.status == "open").order_by(orders.id),
          {"cid | 4", "ann | 6", "gus | 10", "ann | 12"});
}
TEST_CASE("a join by an alternative") {
    gives(dt::select(customers.name, products.name)
              .join(products, dt::or_(dt::and_(customers.balance > 400, products.price > 4000),
                                      dt::and_(customers.balance < 0, products.price < 200)))
              .order_by(customers.name, products.name),
          {"ann | anvil", "ann | easel", "bob | folder", "fay | folder"});
}
TEST_CASE("every row beside every row") {
    gives(dt::select(dt::count()).select_from(regions).cross_join(suppliers), {"16"});
    gives(dt::select(regions.name, suppliers.name).cross_join(suppliers).where(suppliers.id < 3, regions.id < 3)
              .order_by(regions.name, suppliers.name),
          {"north | acme", "north | bolt", "south | acme", "south | bolt"});
}
TEST_CASE("a join multiplies rows") {
    gives(dt::select(dt::count(), dt::count(dt::distinct(customers.id))).select_from(customers).join(customers.orders),
          {"12 | 7"});
}
TEST_CASE("joined rows once each") {
    gives(dt::select(customers.city).distinct().join(customers.orders).where(customers.city != std::nullopt)
              .order_by(customers.city), {"kyiv", "oslo", "rome"});
}
TEST_CASE("two relationships to one table") {
    auto const seller = dt::alias<"seller">(employees);
    auto const boss = dt::alias<"boss">(employees);
    gives(dt::select(orders.id, seller.name, boss.name)
              .join(orders.employee, seller).join(boss, boss.id == seller.manager_id)
              .where(orders.id < 6).order_by(orders.id),
          {"1 | lea | jan", "2 | max | jan", "3 | lea | jan", "5 | max | jan"});
}
TEST_CASE("expressions over joined tables") {
    gives(dt::select(orders.id, products.name, items.quantity * products.price * (100 - items.discount) / 100)
              .join(orders.items).join(items.product).where(orders.id < 3).order_by(orders.id, products.name),
          {"1 | anvil | 5000", "1 | bucket | 2520", "2 | diary | 1800", "2 | folder | 1425"});
}
TEST_CASE("joined by the only foreign key between two tables") {
    gives(dt::select(products.name, regions.name).join(suppliers).join(regions).where(products.id < 4).order_by(products.id),
          {"anvil | north", "bucket | north", "clamp | south"});
    gives(dt::select(regions.name, dt::count(orders.id)).left_join(customers).left_join(orders).group_by(regions.id).order_by(regions.id),
          {"north | 5", "south | 5", "east | 2", "west | 0"});
}
