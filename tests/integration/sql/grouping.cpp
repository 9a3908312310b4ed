// SPDX-License-Identifier: BSL-1.0
// GROUP BY columns, expressions, labels and keys.
#include "support/sql_case.hpp"

using namespace dovetail_test;

namespace {
constexpr dt::label<"n"> n;
constexpr dt::label<"band"> band;
constexpr dt::label<"total"> total;
}  // namespace

TEST_CASE("rows of each group") {
    gives(dt::select(products.category, dt::count()).group_by(products.category).order_by(products.category),
          {"paper | 4", "tools | 3", "toys | 2"});
}
TEST_CASE("NULL is a group") {
    gives(dt::select(customers.city, dt::count()).group_by(customers.city).order_by(dt::count().desc(), dt::coalesce(customers.city, "-")),
          {"NULL | 2", "oslo | 2", "rome | 2", "kyiv | 1", "o'fallon | 1"});
}
TEST_CASE("groups of two columns") {
    gives(dt::select(customers.region_id, customers.is_vip, dt::count())
              .group_by(customers.region_id, customers.is_vip).order_by(customers.region_id, customers.is_vip),
          {"1 | false | 2", "1 | true | 1", "2 | false | 2", "2 | true | 1", "3 | false | 1", "3 | true | 1"});
}
TEST_CASE("groups by an expression") {
    gives(dt::select(dt::length(products.name), dt::count()).group_by(dt::length(products.name)).order_by(dt::length(products.name)),
          {"3 | 1", "4 | 1", "5 | 5", "6 | 2"});
}
TEST_CASE("groups by a label") {
    gives(dt::select((products.price / 1000).as(band), dt::min(products.name)).group_by(band).order_by(band.desc()),
          {"5 | anvil", "4 | easel", "2 | globe", "1 | clamp", "0 | bucket"});
}
TEST_CASE("groups by a case") {
    gives(dt::select(dt::case_().when(customers.balance < 0, "debt").when(customers.balance == 0, "none").else_("credit").as(band),
                     dt::count().as(n))
              .group_by(band).order_by(band), {"credit | 4", "debt | 2", "none | 2"});
}
TEST_CASE("the columns of a table whose key is grouped") {
    gives(dt::select(customers.name, customers.city, dt::count(orders.id))
              .left_join(customers.orders).group_by(customers.id).order_by(customers.id),
          {"ann | oslo | 4", "bob | rome | 2", "cid | NULL | 1", "dot | rome | 2", "eve | oslo | 1",
           "fay | kyiv | 1", "gus | NULL | 1", "hal | o'fallon | 0"});
}
TEST_CASE("ordered by an aggregate that is not selected") {
    gives(dt::select(products.category).group_by(products.category).order_by(dt::sum(products.stock).desc()),
          {"paper", "tools", "toys"});
}
TEST_CASE("sums of a join") {
    gives(dt::select(customers.name, dt::sum(items.quantity * products.price).as(total))
              .join(customers.orders).join(orders.items).join(items.product)
              .group_by(customers.id).order_by(total.desc()).limit(3), {"ann | 21100", "dot | 16100", "gus | 15000"});
}
TEST_CASE("groups of text in upper case") {
    gives(dt::select(dt::upper(customers.city), dt::count()).where(customers.city != std::nullopt)
              .group_by(dt::upper(customers.city)).order_by(dt::upper(customers.city)),
          {"KYIV | 1", "O'FALLON | 1", "OSLO | 2", "ROME | 2"});
}
TEST_CASE("groups of months") {
    gives(dt::select(dt::extract<dt::time_part::month>(orders.placed), dt::count())
              .group_by(dt::extract<dt::time_part::month>(orders.placed))
              .order_by(dt::extract<dt::time_part::month>(orders.placed)),
          {"1 | 2", "2 | 3", "3 | 3", "4 | 3", "5 | 1"});
}
TEST_CASE("groups without aggregates") {
    gives(dt::select(orders.status).group_by(orders.status).order_by(orders.status),
          {"done", "late", "open", "void"});
}
