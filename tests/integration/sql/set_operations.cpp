// SPDX-License-Identifier: BSL-1.0
// UNION, INTERSECT, EXCEPT.
#include "support/sql_case.hpp"

using namespace dovetail_test;

namespace {
constexpr auto open_ones = dt::select(orders.customer_id).where(orders.status == "open");
constexpr auto done_ones = dt::select(orders.customer_id).where(orders.status == "done");
constexpr dt::label<"name"> name;
}  // namespace

TEST_CASE("rows of either query once") {
    gives(dt::union_(open_ones, done_ones).order_by(orders.customer_id),
          {"1", "2", "3", "4", "7"});
}
TEST_CASE("rows of either query as often as they come") {
    gives(dt::union_all(open_ones, done_ones).order_by(orders.customer_id),
          {"1", "1", "1", "1", "2", "2", "3", "4", "4", "7"});
}
TEST_CASE("rows of both queries") {
    gives(dt::intersect(open_ones, done_ones), {"1"});
}
TEST_CASE("rows of the first query only") {
    gives(dt::except_(open_ones, done_ones).order_by(orders.customer_id), {"3", "7"});
}
TEST_CASE("names of several tables") {
    gives(dt::union_(dt::select(customers.name.as(name)).where(customers.id < 3), dt::select(suppliers.name).where(suppliers.id < 3),
                     dt::select(regions.name).where(regions.id < 2)).order_by(name),
          {"acme", "ann", "bob", "bolt", "north"});
}
TEST_CASE("order, limit and offset of the whole") {
    gives(dt::union_all(dt::select(customers.name), dt::select(employees.name)).order_by(customers.name.desc()).limit(3).offset(1),
          {"nia", "max", "lea"});
}
TEST_CASE("set operations inside each other") {
    gives(dt::except_(dt::select(customers.id), dt::union_(open_ones, done_ones)).order_by(customers.id), {"5", "6", "8"});
}
TEST_CASE("limited queries put together") {
    gives(dt::union_all(dt::select(products.name, products.price).order_by(products.price.desc()).limit(1),
                        dt::select(products.name, products.price).order_by(products.price).limit(1)).order_by(products.price),
          {"folder | 150", "anvil | 5000"});
}
TEST_CASE("a column that is nullable in one query") {
    gives(dt::union_(dt::select(customers.id).where(customers.id < 2), dt::select(customers.referrer_id).where(customers.id < 4, customers.referrer_id != 7)),
          {"1"});
    gives(dt::union_all(dt::select(orders.employee_id).where(orders.id == 4), dt::select(employees.id).where(employees.id == 1)),
          {"NULL", "1"});
}
TEST_CASE("in a set operation") {
    gives(dt::select(customers.name).where(customers.id.in_(dt::intersect(open_ones, done_ones))), {"ann"});
}
TEST_CASE("a set operation as a table") {
    auto const both = dt::subquery<"both">(dt::union_all(open_ones, done_ones));
    gives(dt::select(both[orders.customer_id], dt::count()).select_from(both).group_by(both[orders.customer_id])
              .order_by(dt::count().desc(), both[orders.customer_id]).limit(2), {"1 | 4", "2 | 2"});
}
TEST_CASE("several columns and constants") {
    gives(dt::union_all(dt::select(dt::literal("customer").as(name), dt::count()).select_from(customers),
                        dt::select(dt::literal("order"), dt::count()).select_from(orders)).order_by(name),
          {"customer | 8", "order | 12"});
}
TEST_CASE("numbers of two types put together are of the wider one") {
    gives(dt::union_all(dt::select(products.price).where(products.id < 3), dt::select(products.weight).where(products.id < 3)).order_by(products.price.desc()),
          {"5000", "700", "40.5", "1.25"});
    gives(dt::union_(dt::select(orders.id).where(orders.id < 3), dt::select(orders.id * 10000000000).where(orders.id < 3)).order_by(orders.id),
          {"1", "2", "10000000000", "20000000000"});
    auto const all = dt::subquery<"all_numbers">(dt::union_all(dt::select(products.price), dt::select(products.weight)));
    gives(dt::select(dt::sum(all[products.price])).select_from(all), {"16001.25"});
}

TEST_CASE("NULL where one side of a union has nothing") {
    gives(dt::union_all(dt::select(regions.name, customers.id).join(regions.customers).where(customers.id == 1),
                        dt::select(suppliers.name, dt::cast<dt::integer>(std::nullopt)).where(suppliers.id == 1))
              .order_by(customers.id.desc().nulls_last()),
          {"north | 1", "acme | NULL"});
}
