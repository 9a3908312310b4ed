// SPDX-License-Identifier: BSL-1.0
// Ordered-set aggregates: of all rows, of groups, of some rows, of none.
#include "support/sql_case.hpp"

using namespace dovetail_test;

TEST_CASE("percentiles of numbers") {
    gives(dt::select(dt::percentile_cont(0.5).within_group(products.price), dt::percentile_disc(0.5).within_group(products.price),
                     dt::percentile_cont(0.25).within_group(products.weight.desc())),
          {"900 | 900 | 4"});
}
TEST_CASE("percentiles of groups, and of some rows") {
    gives(dt::select(products.category, dt::percentile_cont(0.5).within_group(products.price),
                     dt::percentile_disc(1).within_group(products.name).filter(products.stock > 0))
              .group_by(products.category).having(dt::percentile_cont(0.5).within_group(products.price) > 100.0).order_by(products.category),
          {"paper | 600 | ink", "tools | 1200 | bucket", "toys | 1600 | hoop"});
}
TEST_CASE("what comes most often") {
    gives(dt::select(dt::mode().within_group(customers.city), dt::mode().within_group(customers.city.desc()),
                     dt::mode().within_group(customers.is_vip)),
          {"oslo | rome | false"});
}
TEST_CASE("a window of percentiles of groups") {
    gives(dt::select(products.category,
                     dt::sum(dt::percentile_cont(0.5).within_group(products.price)).over(dt::window().order_by(products.category)))
              .group_by(products.category).order_by(products.category),
          {"paper | 600", "tools | 1800", "toys | 3400"});
}
TEST_CASE("ordered sets of nothing") {
    gives(dt::select(dt::percentile_cont(0.5).within_group(products.price), dt::percentile_disc(0.5).within_group(products.name),
                     dt::mode().within_group(products.price)).where(products.id > 100),
          {"NULL | NULL | NULL"});
}
TEST_CASE("percentiles by a parameter, and by what the rows are grouped by") {
    Db db{shop_database::get().engine()};
    constexpr auto part = dt::select(dt::percentile_disc(dt::param<"part">).within_group(products.price));
    CHECK(sync_wait(db.execute(part, dt::arg<"part"> = 0.5)).scalar_one() == 900);
    CHECK(sync_wait(db.execute(part, dt::arg<"part"> = 0)).scalar_one() ==
          sync_wait(db.execute(dt::select(dt::min(products.price)))).scalar_one());
    auto const refused = error_of([&] { (void)sync_wait(db.execute(part, dt::arg<"part"> = 2.0)); });
    CHECK(refused.category() == dt::error_category::data);
    sync_wait(db.rollback());
    gives(dt::select(customers.region_id, dt::percentile_disc(customers.region_id / 4.0).within_group(customers.id))
              .group_by(customers.region_id).order_by(customers.region_id),
          {"1 | 1", "2 | 3", "3 | 7"});
}
TEST_CASE("a percentile is from 0 to 1") {
    CHECK_THROWS_WITH(dt::percentile_cont(1.5), contains("a percentile is a number from 0 to 1, but got 1.5"));
    CHECK_THROWS_WITH(dt::percentile_disc(-1), contains("a percentile is a number from 0 to 1, but got -1"));
}
