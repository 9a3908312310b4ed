// SPDX-License-Identifier: BSL-1.0
// Calculations and functions.
#include "support/sql_case.hpp"

using namespace dovetail_test;

TEST_CASE("arithmetic and its brackets") {
    gives(dt::select((products.price + 100) * 2 - products.stock, products.price + 100 * 2, products.price / 7, products.price % 7, -products.price)
              .where(products.id == 2), {"1550 | 900 | 100 | 0 | -700"});
}
TEST_CASE("fractions of whole numbers") {
    gives(dt::select(products.name, dt::cast<dt::double_precision>(products.price) / 8).where(products.id < 3).order_by(products.id),
          {"anvil | 625", "bucket | 87.5"});
}
TEST_CASE("a case in both forms") {
    gives(dt::select(products.name, dt::case_().when(products.price > 4000, "dear").when(products.price > 1000, "fair").else_("cheap"))
              .where(products.id < 5).order_by(products.id),
          {"anvil | dear", "bucket | cheap", "clamp | fair", "diary | cheap"});
    gives(dt::select(orders.id, dt::case_(orders.status).when("done", 1).when("open", 0)).where(orders.id.in_(std::vector{1, 4, 7})).order_by(orders.id),
          {"1 | 1", "4 | 0", "7 | NULL"});
    gives(dt::select(orders.id, dt::case_().when(orders.id == 1, std::nullopt).when(orders.id == 4, 5).else_(2.5)).where(orders.id.in_(1, 4, 7)).order_by(orders.id),
          {"1 | NULL", "4 | 5", "7 | 2.5"});
    gives(dt::select(orders.id, dt::case_(orders.status).when("done", std::nullopt).else_(orders.status)).where(orders.id.in_(1, 4)).order_by(orders.id), {"1 | NULL", "4 | open"});
}
TEST_CASE("a value in the place of NULL, and NULL in the place of a value") {
    gives(dt::select(dt::coalesce(customers.city, "?"), dt::nullif(customers.balance, 0)).where(customers.id.in_(std::vector{1, 3})).order_by(customers.id),
          {"oslo | 500", "? | NULL"});
}
TEST_CASE("text") {
    gives(dt::select(dt::upper(products.name), dt::length(products.name), dt::substr(products.name, 2, 3), dt::replace(products.name, "l", "L")).where(products.id == 3),
          {"CLAMP | 5 | lam | cLamp"});
    gives(dt::select(dt::trim(dt::literal("  x ")), dt::position(dt::literal("abc"), "c"), dt::left(products.name, 2), dt::concat(products.name, "-", products.category)).where(products.id == 1),
          {"x | 3 | an | anvil-tools"});
}
TEST_CASE("texts joined") {
    gives(dt::select(customers.name + " of " + dt::coalesce(customers.city, "nowhere")).where(customers.id < 4).order_by(customers.id),
          {"ann of oslo", "bob of rome", "cid of nowhere"});
}
TEST_CASE("numbers") {
    gives(dt::select(dt::abs(customers.balance), dt::mod(customers.id, 2)).where(customers.id.in_(std::vector{2, 3})).order_by(customers.id),
          {"20 | 0", "0 | 1"});
    gives(dt::select(dt::round(products.weight * 1.1, 1), dt::floor(products.weight), dt::ceil(products.weight)).where(products.id == 1),
          {"44.6 | 40 | 41"});
}
TEST_CASE("parts of dates") {
    gives(dt::select(orders.id, dt::extract<dt::time_part::year>(orders.placed), dt::extract<dt::time_part::day>(orders.placed)).where(orders.id < 3).order_by(orders.id),
          {"1 | 2026 | 5", "2 | 2026 | 20"});
}
TEST_CASE("the greatest and the least of several") {
    gives(dt::select(products.name, dt::greatest(products.stock, 10), dt::least(products.stock, 10)).where(products.id < 4).order_by(products.id),
          {"anvil | 10 | 3", "bucket | 50 | 10", "clamp | 10 | 0"});
}
TEST_CASE("any and all of a range") {
    gives(dt::select(products.name).where(products.id == dt::any_(std::vector{2, 4})).order_by(products.id),
          {"bucket", "diary"});
    gives(dt::select(products.name).where(products.id != dt::all_(std::vector{1, 2, 3, 4, 5, 6, 7})).order_by(products.id),
          {"hoop", "ink"});
}
TEST_CASE("patterns with an escape") {
    gives(dt::select(dt::count()).select_from(customers).where(customers.city.like("o!'%", '!')), {"1"});
}
TEST_CASE("rows compared as a whole") {
    gives(dt::select(orders.id).where(dt::tuple_(orders.customer_id, orders.status) == dt::tuple_(1, "open")).order_by(orders.id),
          {"6", "12"});
}
TEST_CASE("bits") {
    gives(dt::select(products.id & 6, products.id | 8, ~products.id, products.id << 3, 1 << products.id, products.id >> 1, (products.id + 1) & 3).where(products.id == 5),
          {"4 | 13 | -6 | 40 | 32 | 2 | 2"});
    gives(dt::select(products.name).where((products.id & 3) == 1, (products.id & 3) != 0).order_by(products.id), {"anvil", "easel", "ink"});
    gives(dt::select(dt::literal(1) << 40, dt::literal(-9) >> 1), {"1099511627776 | -5"});
}
TEST_CASE("a row among many") {
    using pairs = std::vector<std::tuple<int, std::string>>;
    gives(dt::select(products.id).where(dt::tuple_(products.id, products.name).in_(pairs{{1, "anvil"}, {2, "anvil"}, {3, "clamp"}})).order_by(products.id), {"1", "3"});
    gives(dt::select(products.id).where(dt::tuple_(products.id, products.name).in_(pairs())), {});
    gives(dt::select(dt::count()).select_from(customers).where(dt::tuple_(customers.id, customers.name).not_in(pairs{{1, "ann"}, {2, "x"}})), {"7"});
    gives(dt::select(dt::count()).select_from(customers).where(dt::tuple_(customers.id, customers.name).not_in(pairs())), {"8"});
    // A city that is NULL is in no list, and a number too large for the column is no error.
    gives(dt::select(customers.id).where(dt::tuple_(customers.city, customers.id).in_(std::vector<std::pair<std::optional<std::string>, std::int64_t>>{
                                             {"oslo", 1}, {std::nullopt, 3}, {"rome", 5'000'000'000}})), {"1"});
}
TEST_CASE("integers beside text") {
    std::optional<int> const none;
    gives(dt::select("#" + customers.id, customers.name + customers.balance + "/" + 7, customers.referrer_id + customers.name, customers.name + none,
                     dt::concat(customers.id, "-", customers.referrer_id, 5))
              .where(customers.id < 3).order_by(customers.id),
          {"#1 | ann500/7 | NULL | NULL | 1-5", "#2 | bob-20/7 | 1bob | NULL | 2-15"});
    gives(dt::select(customers.id).where(customers.name + customers.id == "bob2"), {"2"});
}
