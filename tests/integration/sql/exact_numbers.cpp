// SPDX-License-Identifier: BSL-1.0
// Numeric columns: they sort, compare and group as the numbers do, on both databases.
#include "support/shop_details.hpp"
#include "support/sql_case.hpp"

using namespace dovetail_test;

TEST_CASE("exact numbers in their order") {
    gives(dt::select(details.product_id, details.cost).order_by(details.cost, details.product_id),
          {"4 | 0.99", "2 | 612.05", "3 | 1000", "1 | 4100.5", "5 | 4100.5"});
    gives(dt::select(details.rating).where(details.rating != std::nullopt).order_by(details.rating.desc()), {"12", "0", "-0.5", "-12.25"});
}
TEST_CASE("exact numbers compared") {
    gives(dt::select(details.product_id).where(details.cost > dt::decimal("612.05")).order_by(details.product_id), {"1", "3", "5"});
    gives(dt::select(details.product_id).where(details.rating < dt::decimal("-0.25")).order_by(details.product_id), {"1", "4"});
    gives(dt::select(details.product_id).where(details.rating.between(dt::decimal("-1"), dt::decimal("1.000"))).order_by(details.product_id), {"1", "5"});
    gives(dt::select(details.product_id).where(details.cost == dt::decimal("4100.50")).order_by(details.product_id), {"1", "5"});
    gives(dt::select(details.product_id).where(details.cost.in_(std::vector<dt::decimal>{dt::decimal("0.990"), dt::decimal("1000")})).order_by(details.product_id), {"3", "4"});
}
TEST_CASE("exact numbers in groups and aggregates") {
    gives(dt::select(details.cost, dt::count()).group_by(details.cost).having(dt::count() > 1), {"4100.5 | 2"});
    gives(dt::select(dt::min(details.cost), dt::max(details.cost), dt::min(details.rating), dt::count(details.rating)),
          {"0.99 | 4100.5 | -12.25 | 4"});
    gives(dt::select(dt::count(dt::distinct(details.cost))), {"4"});
}
TEST_CASE("exact numbers beside other tables") {
    gives(dt::select(products.name, details.cost, dt::coalesce(details.rating, dt::decimal("0.125")))
              .join(details).where(details.cost < dt::decimal("1000.5")).order_by(products.id),
          {"bucket | 612.05 | 12", "clamp | 1000 | 0.125", "diary | 0.99 | -12.25"});
    gives(dt::select(products.name).join(details).where(details.cost == dt::scalar_subquery(dt::select(dt::max(details.cost)))).order_by(products.name),
          {"anvil", "easel"});
}
TEST_CASE("exact numbers are stored") {
    changes(dt::update(details).set(details.cost = dt::decimal("7.25"), details.rating = std::nullopt).where(details.product_id == 1),
            dt::select(details.product_id, details.cost, details.rating).where(details.product_id < 3).order_by(details.product_id),
          {"1 | 7.25 | NULL", "2 | 612.05 | 12"});
    returns(dt::update(details).set(details.rating = dt::decimal("-3.125")).where(details.product_id == 2).returning(details.rating, details.cost),
            {"-3.125 | 612.05"}, dt::select(details.rating).where(details.product_id == 2), {"-3.125"});
}
TEST_CASE("windows over exact numbers") {
    gives(dt::select(details.product_id, dt::rank().over(dt::window().order_by(details.cost.desc())),
                     dt::lag(details.cost).over(dt::window().order_by(details.product_id))).order_by(details.product_id),
          {"1 | 1 | NULL", "2 | 4 | 4100.5", "3 | 3 | 612.05", "4 | 5 | 1000", "5 | 1 | 0.99"});
}
