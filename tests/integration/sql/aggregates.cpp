// SPDX-License-Identifier: BSL-1.0
// Aggregates: of all rows, of none, of different values, of some rows.
#include "support/sql_case.hpp"

using namespace dovetail_test;

TEST_CASE("counts of rows, values and different values") {
    gives(dt::select(dt::count(), dt::count(customers.city), dt::count(dt::distinct(customers.city))).select_from(customers),
          {"8 | 6 | 4"});
}
TEST_CASE("sums, least, greatest, mean") {
    gives(dt::select(dt::sum(products.price), dt::min(products.price), dt::max(products.price), dt::avg(products.price)),
          {"15950 | 150 | 5000 | 1772.222222"});
}
TEST_CASE("aggregates of nothing") {
    gives(dt::select(dt::count(), dt::sum(products.price), dt::min(products.name), dt::avg(products.weight)).select_from(products)
              .where(products.id > 100), {"0 | NULL | NULL | NULL"});
}
TEST_CASE("aggregates pass over NULL") {
    gives(dt::select(dt::count(products.weight), dt::sum(products.weight), dt::avg(products.weight)),
          {"7 | 51.25 | 7.321428571"});
}
TEST_CASE("aggregates of dates and text") {
    gives(dt::select(dt::min(customers.joined), dt::max(customers.joined), dt::max(customers.name)),
          {"2024-01-15 | 2026-05-15 | hal"});
}
TEST_CASE("sums of expressions") {
    gives(dt::select(dt::sum(items.quantity * products.price)).select_from(items).join(items.product), {"76600"});
}
TEST_CASE("aggregates of some rows") {
    gives(dt::select(dt::count(), dt::count().filter(orders.status == "done"), dt::count().filter(orders.shipped == std::nullopt)).select_from(orders),
          {"12 | 6 | 5"});
}
TEST_CASE("aggregates of some rows, in groups") {
    gives(dt::select(orders.customer_id, dt::count().filter(orders.status == "open"))
              .group_by(orders.customer_id).order_by(orders.customer_id),
          {"1 | 2", "2 | 0", "3 | 1", "4 | 0", "5 | 0", "6 | 0", "7 | 1"});
}
TEST_CASE("sums of different values") {
    gives(dt::select(dt::sum(products.price), dt::sum(dt::distinct(products.price))), {"15950 | 15250"});
    gives(dt::select(dt::avg(dt::distinct(products.price)) * dt::count(dt::distinct(products.price))), {"15250"});
}
TEST_CASE("texts put together") {
    auto const names = dt::subquery<"names">(dt::select(customers.region_id, customers.name).order_by(customers.name));
    gives(dt::select(names[customers.region_id], dt::string_agg(names[customers.name], ", ")).select_from(names)
              .group_by(names[customers.region_id]).order_by(names[customers.region_id]),
          {"1 | ann, eve, hal", "2 | bob, cid, dot", "3 | fay, gus"});
}
TEST_CASE("conditions of all rows and of any") {
    gives(dt::select(orders.customer_id, dt::bool_and(orders.status == "done"), dt::bool_or(orders.status == "done"))
              .group_by(orders.customer_id).order_by(orders.customer_id),
          {"1 | false | true", "2 | true | true", "3 | false | false", "4 | true | true", "5 | false | false",
           "6 | false | false", "7 | false | false"});
}
TEST_CASE("calculations with aggregates") {
    gives(dt::select(products.category, dt::max(products.price) - dt::min(products.price), dt::sum(products.price * products.stock) / dt::sum(products.stock))
              .group_by(products.category).order_by(products.category),
          {"paper | 4350 | 222", "tools | 4300 | 943", "toys | 1800 | 1363"});
}
TEST_CASE("a pivot by sums of cases") {
    gives(dt::select(orders.status,
                     dt::sum(dt::case_().when(orders.employee_id == 4, 1).else_(0)),
                     dt::sum(dt::case_().when(orders.employee_id == 5, 1).else_(0)))
              .group_by(orders.status).order_by(orders.status),
          {"done | 4 | 2", "late | 1 | 0", "open | 1 | 1", "void | 0 | 0"});
}
TEST_CASE("values collected") {
    gives(dt::select(products.category, dt::array_agg(products.id)).where(products.id < 5).group_by(products.category).order_by(products.category),
          {"paper | [4]", "tools | [1,2,3]"});
    gives(dt::select(dt::array_agg(customers.city)).where(customers.id < 4), {"[oslo,rome,NULL]"});
    gives(dt::select(dt::array_agg(dt::distinct(orders.status))).where(orders.status == "done"), {"[done]"});
    gives(dt::select(dt::array_agg(orders.id).filter(orders.id > 5)).where(orders.id < 8), {"[6,7]"});
    gives(dt::select(products.id, dt::array_agg(products.id).over(dt::partition_by(products.category))).where(products.id < 4).order_by(products.id),
          {"1 | [1,2,3]", "2 | [1,2,3]", "3 | [1,2,3]"});
}
