// SPDX-License-Identifier: BSL-1.0
// Window functions.
#include "support/sql_case.hpp"

using namespace dovetail_test;

namespace {
constexpr auto by_pay = dt::partition_by(employees.department).order_by(employees.salary.desc());
constexpr dt::window_name<"w"> w;
constexpr dt::label<"place"> place;
}  // namespace

TEST_CASE("rows are numbered") {
    gives(dt::select(products.name, dt::row_number().over(dt::window().order_by(products.price, products.id)))
              .order_by(products.price, products.id).limit(4), {"folder | 1", "ink | 2", "bucket | 3", "hoop | 4"});
}
TEST_CASE("rows are numbered in each partition") {
    gives(dt::select(products.category, products.name,
                     dt::row_number().over(dt::partition_by(products.category).order_by(products.price.desc())))
              .order_by(products.category, products.price.desc()),
          {"paper | easel | 1", "paper | diary | 2", "paper | ink | 3", "paper | folder | 4", "tools | anvil | 1",
           "tools | clamp | 2", "tools | bucket | 3", "toys | globe | 1", "toys | hoop | 2"});
}
TEST_CASE("ranks with ties") {
    gives(dt::select(employees.name, dt::rank().over(dt::window().order_by(employees.salary.desc())),
                     dt::dense_rank().over(dt::window().order_by(employees.salary.desc())))
              .order_by(employees.salary.desc(), employees.name),
          {"ida | 1 | 1", "jan | 2 | 2", "kim | 2 | 2", "max | 4 | 3", "lea | 5 | 4", "nia | 6 | 5", "oto | 6 | 5"});
}
TEST_CASE("shares of ranks") {
    gives(dt::select(employees.name, dt::percent_rank().over(dt::window().order_by(employees.salary)),
                     dt::cume_dist().over(dt::window().order_by(employees.salary)))
              .order_by(employees.id),
          {"ida | 1 | 1", "jan | 0.6666666667 | 0.8571428571", "kim | 0.6666666667 | 0.8571428571",
           "lea | 0.3333333333 | 0.4285714286", "max | 0.5 | 0.5714285714", "nia | 0 | 0.2857142857",
           "oto | 0 | 0.2857142857"});
}
TEST_CASE("parts of nearly one size") {
    gives(dt::select(employees.name, dt::ntile(3).over(dt::window().order_by(employees.id))).order_by(employees.id),
          {"ida | 1", "jan | 1", "kim | 1", "lea | 2", "max | 2", "nia | 3", "oto | 3"});
}
TEST_CASE("the row before and the row behind") {
    gives(dt::select(orders.id, dt::lag(orders.id).over(dt::window().order_by(orders.id)), dt::lead(orders.id, 2).over(dt::window().order_by(orders.id)),
                     dt::lag(orders.status, 1, "first").over(dt::window().order_by(orders.id)))
              .where(orders.customer_id == 1).order_by(orders.id),
          {"1 | NULL | 6 | first", "2 | 1 | 12 | done", "6 | 2 | NULL | done", "12 | 6 | NULL | open"});
}
TEST_CASE("the first, the last and another one of a partition") {
    auto const all = dt::partition_by(products.category).order_by(products.price)
                         .rows(dt::unbounded_preceding, dt::unbounded_following);
    gives(dt::select(products.name, dt::first_value(products.name).over(all), dt::last_value(products.name).over(all),
                     dt::nth_value(products.name, 4).over(all))
              .order_by(products.id),
          {"anvil | bucket | anvil | NULL", "bucket | bucket | anvil | NULL", "clamp | bucket | anvil | NULL",
           "diary | folder | easel | easel", "easel | folder | easel | easel", "folder | folder | easel | easel",
           "globe | hoop | globe | NULL", "hoop | hoop | globe | NULL", "ink | folder | easel | easel"});
}
TEST_CASE("each row's share of the whole") {
    gives(dt::select(products.name, products.stock * 100 / dt::sum(products.stock).over()).order_by(products.id),
          {"anvil | 0", "bucket | 8", "clamp | 0", "diary | 3", "easel | 0", "folder | 68", "globe | 1", "hoop | 2",
           "ink | 15"});
}
TEST_CASE("a running sum") {
    gives(dt::select(orders.id, dt::sum(orders.customer_id).over(dt::window().order_by(orders.id))).where(orders.id < 6).order_by(orders.id),
          {"1 | 1", "2 | 2", "3 | 4", "4 | 7", "5 | 11"});
}
TEST_CASE("a window with a name for several functions") {
    gives(dt::select(employees.name, dt::rank().over(w), dt::sum(employees.salary).over(w), dt::count().over(w))
              .select_from(employees).window(w.as(by_pay)).where(employees.department != std::nullopt).order_by(employees.id),
          {"jan | 1 | 600 | 1", "kim | 1 | 600 | 1", "lea | 3 | 1450 | 3", "max | 2 | 1050 | 2",
           "nia | 2 | 1300 | 3", "oto | 2 | 1300 | 3"});
}
TEST_CASE("the best two of each partition") {
    auto const ranked = dt::subquery<"ranked">(dt::select(
        products.category, products.name, dt::row_number().over(dt::partition_by(products.category).order_by(products.price.desc(), products.id)).as(place)));
    gives(dt::select(ranked[products.category], ranked[products.name]).select_from(ranked).where(ranked[place] <= 2)
              .order_by(ranked[products.category], ranked[place]),
          {"paper | easel", "paper | diary", "tools | anvil", "tools | clamp", "toys | globe", "toys | hoop"});
}
TEST_CASE("windows over groups") {
    gives(dt::select(products.category, dt::sum(products.stock), dt::rank().over(dt::window().order_by(dt::sum(products.stock).desc())))
              .group_by(products.category).order_by(products.category),
          {"paper | 512 | 1", "tools | 53 | 2", "toys | 19 | 3"});
}
TEST_CASE("an aggregate of some rows over a window") {
    gives(dt::select(orders.id, dt::count().filter(orders.status == "open").over(dt::window().order_by(orders.id)))
              .where(orders.id > 3, orders.id < 11).order_by(orders.id),
          {"4 | 1", "5 | 1", "6 | 2", "7 | 2", "8 | 2", "9 | 2", "10 | 3"});
}
TEST_CASE("the difference to the row before") {
    gives(dt::select(products.name, products.price - dt::lag(products.price).over(dt::window().order_by(products.price, products.id)))
              .order_by(products.price, products.id),
          {"folder | NULL", "ink | 150", "bucket | 400", "hoop | 0", "diary | 200", "clamp | 300", "globe | 1300",
           "easel | 2000", "anvil | 500"});
}
TEST_CASE("windows that go on from a named one") {
    constexpr dt::window_name<"of_pay"> of_pay;
    gives(dt::select(employees.name, dt::sum(employees.salary).over(w), dt::sum(employees.salary).over(w.order_by(employees.id)),
                     dt::count().over(w.order_by(employees.id).rows(dt::preceding(1), dt::current_row)), dt::rank().over(of_pay),
                     dt::sum(employees.salary).over(of_pay.rows(dt::unbounded_preceding).exclude_current_row()))
              .window(w.as(dt::partition_by(employees.department)), of_pay.as(w.order_by(employees.salary.desc(), employees.id)))
              .order_by(employees.id),
          {"ida | 900 | 900 | 1 | 1 | NULL", "jan | 1450 | 600 | 1 | 1 | NULL", "kim | 1300 | 600 | 1 | 1 | NULL", "lea | 1450 | 1000 | 2 | 3 | 1050", "max | 1450 | 1450 | 2 | 2 | 600", "nia | 1300 | 950 | 2 | 2 | 600", "oto | 1300 | 1300 | 2 | 3 | 950"});
}
