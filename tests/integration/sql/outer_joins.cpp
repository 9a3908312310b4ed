// SPDX-License-Identifier: BSL-1.0
// LEFT, RIGHT and FULL joins: what has no partner is NULL.
#include "support/sql_case.hpp"

using namespace dovetail_test;

TEST_CASE("customers without orders stay") {
    gives(dt::select(customers.name, orders.id).left_join(customers.orders).where(customers.id >= 7).order_by(customers.id),
          {"gus | 10", "hal | NULL"});
}
TEST_CASE("only what has no partner") {
    gives(dt::select(products.name).left_join(items, items.product_id == products.id).where(items.order_id == std::nullopt),
          {"ink"});
    gives(dt::select(regions.name).left_join(regions.customers).where(customers.id == std::nullopt), {"west"});
}
TEST_CASE("a condition in ON keeps rows that WHERE would drop") {
    gives(dt::select(customers.name, orders.id)
              .left_join(customers.orders, orders.status == "done").where(customers.id < 4).order_by(customers.id, orders.id),
          {"ann | 1", "ann | 2", "bob | 3", "bob | 11", "cid | NULL"});
    gives(dt::select(customers.name, orders.id)
              .left_join(customers.orders).where(customers.id < 4, orders.status == "done").order_by(customers.id, orders.id),
          {"ann | 1", "ann | 2", "bob | 3", "bob | 11"});
}
TEST_CASE("a right join keeps the joined table's rows") {
    gives(dt::select(customers.name, regions.name).right_join(customers.region).order_by(regions.id, customers.id),
          {"ann | north", "eve | north", "hal | north", "bob | south", "cid | south", "dot | south", "fay | east",
           "gus | east", "NULL | west"});
}
TEST_CASE("a full join keeps both sides'") {
    gives(dt::select(employees.name, orders.id)
              .full_join(orders, orders.employee_id == employees.id, orders.status == "open")
              .where(dt::or_(employees.id >= 4, employees.id == std::nullopt))
              .order_by(dt::coalesce(employees.id, 99), dt::coalesce(orders.id, 99)),
          {"lea | 12", "max | 10", "nia | NULL", "oto | NULL", "NULL | 1", "NULL | 2", "NULL | 3", "NULL | 4",
           "NULL | 5", "NULL | 6", "NULL | 7", "NULL | 8", "NULL | 9", "NULL | 11"});
}
TEST_CASE("outer joins one after another") {
    gives(dt::select(regions.name, suppliers.name, products.name)
              .left_join(regions.suppliers).left_join(suppliers.products).where(dt::or_(products.price > 2000, products.id == std::nullopt))
              .order_by(regions.name, products.name),
          {"north | acme | anvil", "south | core | easel", "south | core | globe", "west | NULL | NULL"});
}
TEST_CASE("counts of what an outer join finds") {
    gives(dt::select(regions.name, dt::count(customers.id), dt::count())
              .left_join(regions.customers).group_by(regions.id).order_by(regions.id),
          {"north | 3 | 3", "south | 3 | 3", "east | 2 | 2", "west | 0 | 1"});
}
TEST_CASE("what an outer join leaves out has a value instead") {
    gives(dt::select(orders.id, dt::coalesce(employees.name, "nobody"))
              .left_join(orders.employee).where(orders.id.between(3, 6)).order_by(orders.id),
          {"3 | lea", "4 | nobody", "5 | max", "6 | nobody"});
}
TEST_CASE("expressions of what an outer join leaves out") {
    gives(dt::select(customers.name, orders.id + 100, orders.status == "done")
              .left_join(customers.orders).where(customers.id.in_(std::vector{2, 8})).order_by(customers.id, orders.id),
          {"bob | 103 | true", "bob | 111 | true", "hal | NULL | NULL"});
}
TEST_CASE("an inner join behind an outer one") {
    gives(dt::select(customers.name, products.name)
              .left_join(customers.orders).join(items, items.order_id == orders.id).join(items.product)
              .where(customers.id >= 4).order_by(customers.name, products.name),
          {"dot | bucket", "dot | diary", "dot | easel", "dot | folder", "dot | hoop", "eve | globe", "eve | hoop",
           "fay | clamp", "gus | folder"});
}
