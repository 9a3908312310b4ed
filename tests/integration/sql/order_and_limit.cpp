// SPDX-License-Identifier: BSL-1.0
// ORDER BY, LIMIT, OFFSET, DISTINCT.
#include "support/sql_case.hpp"

using namespace dovetail_test;

namespace {
constexpr dt::label<"worth"> worth;
}  // namespace

TEST_CASE("two directions") {
    gives(dt::select(products.category, products.name).order_by(products.category.desc(), products.name).limit(5),
          {"toys | globe", "toys | hoop", "tools | anvil", "tools | bucket", "tools | clamp"});
}
TEST_CASE("NULL first, NULL last") {
    gives(dt::select(customers.city).distinct().order_by(customers.city.asc().nulls_first()).limit(2),
          {"NULL", "kyiv"});
    gives(dt::select(customers.city, customers.name).order_by(customers.city.desc().nulls_last(), customers.name).limit(4),
          {"rome | bob", "rome | dot", "oslo | ann", "oslo | eve"});
}
TEST_CASE("ordered by an expression") {
    gives(dt::select(products.name).order_by((products.price * products.stock).desc()).limit(3),
          {"folder", "bucket", "ink"});
}
TEST_CASE("ordered by a label") {
    gives(dt::select(products.name, (products.price * products.stock).as(worth)).order_by(worth.desc()).limit(3),
          {"folder | 60000", "bucket | 35000", "ink | 27000"});
}
TEST_CASE("ordered by a condition") {
    gives(dt::select(customers.name).order_by(customers.is_vip.desc(), customers.name).limit(4),
          {"ann", "dot", "gus", "bob"});
}
TEST_CASE("ordered by a case") {
    gives(dt::select(orders.id, orders.status)
              .order_by(dt::case_(orders.status).when("late", 0).when("open", 1).else_(2), orders.id).limit(6),
          {"7 | late", "4 | open", "6 | open", "10 | open", "12 | open", "1 | done"});
}
TEST_CASE("a page") {
    gives(dt::select(customers.name).order_by(customers.name).limit(3).offset(3), {"dot", "eve", "fay"});
    gives(dt::select(customers.name).order_by(customers.name).offset(6), {"gus", "hal"});
}
TEST_CASE("a page behind a key") {
    gives(dt::select(products.price, products.name).where(dt::tuple_(products.price, products.id) > dt::tuple_(700, 2))
              .order_by(products.price, products.id).limit(3), {"700 | hoop", "900 | diary", "1200 | clamp"});
}
TEST_CASE("each different row once") {
    gives(dt::select(products.category).distinct().order_by(products.category), {"paper", "tools", "toys"});
    gives(dt::select(orders.customer_id, orders.status).distinct().where(orders.customer_id < 3).order_by(orders.customer_id, orders.status),
          {"1 | done", "1 | open", "2 | done"});
}
TEST_CASE("ordered by what a function gives") {
    gives(dt::select(customers.name, customers.city).where(customers.city != std::nullopt)
              .order_by(dt::length(customers.city).desc(), customers.name).limit(3),
          {"hal | o'fallon", "ann | oslo", "bob | rome"});
}
