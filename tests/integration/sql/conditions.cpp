// SPDX-License-Identifier: BSL-1.0
// Conditions of WHERE: NULL, ranges, patterns, alternatives.
#include "support/sql_case.hpp"

using namespace dovetail_test;

TEST_CASE("AND binds tighter than OR") {
    gives(dt::select(products.name).where(dt::or_(dt::and_(products.category == "toys", products.price < 1000), products.stock == 0)).order_by(products.id),
          {"clamp", "hoop"});
    gives(dt::select(products.name).where((products.category == "toys" || products.category == "tools") && products.price < 1000).order_by(products.id),
          {"bucket", "hoop"});
}
TEST_CASE("a denied condition") {
    gives(dt::select(orders.id).where(dt::not_(dt::or_(orders.status == "done", orders.status == "open"))).order_by(orders.id),
          {"7", "8"});
}
TEST_CASE("NULL is neither equal nor unequal") {
    gives(dt::select(dt::count()).select_from(customers).where(customers.city == "rome"), {"2"});
    gives(dt::select(dt::count()).select_from(customers).where(customers.city != "rome"), {"4"});
    gives(dt::select(dt::count()).select_from(customers).where(customers.city == std::nullopt), {"2"});
}
TEST_CASE("a value that may be NULL is told from others") {
    gives(dt::select(customers.name).where(customers.referrer_id == std::optional<int>()).order_by(customers.id),
          {"ann", "eve"});
    gives(dt::select(customers.name).where(customers.referrer_id != std::optional<int>(1)).order_by(customers.id),
          {"ann", "dot", "eve", "fay", "gus", "hal"});
}
TEST_CASE("bounds are included") {
    gives(dt::select(orders.id).where(orders.placed.between(std::chrono::year_month_day(std::chrono::year(2026) / 2 / 3), std::chrono::year_month_day(std::chrono::year(2026) / 3 / 1))).order_by(orders.id),
          {"3", "4", "5", "6"});
}
TEST_CASE("patterns") {
    gives(dt::select(customers.name).where(customers.city.like("o%")).order_by(customers.id), {"ann", "eve", "hal"});
    gives(dt::select(products.name).where(products.name.like("_u%")), {"bucket"});
    gives(dt::select(products.name).where(products.name.not_like("%e%")).order_by(products.id),
          {"anvil", "clamp", "diary", "hoop", "ink"});
}
TEST_CASE("ranges, empty and with quotes") {
    gives(dt::select(customers.name).where(customers.city.in_(std::vector<std::string>{"o'fallon", "kyiv"})).order_by(customers.id),
          {"fay", "hal"});
    gives(dt::select(dt::count()).select_from(customers).where(customers.id.in_(std::vector<int>{})), {"0"});
    gives(dt::select(dt::count()).select_from(customers).where(customers.id.not_in(std::vector<int>{})), {"8"});
    gives(dt::select(customers.name).where(customers.city.not_in(std::vector<std::string>{"oslo", "rome"})).order_by(customers.id),
          {"fay", "hal"});
}
TEST_CASE("a column that is a condition itself") {
    gives(dt::select(customers.name).where(customers.is_vip).order_by(customers.id), {"ann", "dot", "gus"});
    gives(dt::select(dt::count()).select_from(customers).where(!customers.is_vip), {"5"});
}
TEST_CASE("conditions among what is selected") {
    gives(dt::select(customers.name, dt::as<"is_rich">(customers.balance > 100), customers.city == "rome").where(customers.id < 4).order_by(customers.id),
          {"ann | true | false", "bob | false | true", "cid | false | NULL"});
}
TEST_CASE("conditions with a name") {
    constexpr dt::label<"flag"> flag;
    constexpr dt::label<"other"> other;
    gives(dt::select((customers.balance > 100).as(flag), dt::count()).group_by(flag).order_by(flag.desc()), {"true | 4", "false | 4"});
    // Each kind of condition; unknown where an operand is NULL.
    gives(dt::select(customers.id, customers.city.like("o%").as(flag), customers.referrer_id.in_(1, 4).as(other)).where(customers.id < 4).order_by(customers.id),
          {"1 | true | NULL", "2 | false | true", "3 | NULL | true"});
    gives(dt::select(customers.id, customers.city.startswith("r").as(flag), customers.city.is_null().as(other)).where(customers.id < 4).order_by(customers.id),
          {"1 | false | false", "2 | true | false", "3 | NULL | true"});
    gives(dt::select(customers.id, dt::exists(dt::select(orders).where(orders.customer_id == customers.id)).as(flag),
                     (!(customers.id > 1) || customers.is_vip).as(other))
              .where(customers.id < 4).order_by(other.desc(), customers.id),
          {"1 | true | true", "2 | true | false", "3 | true | false"});
    gives(dt::select(customers.id.between(2, 3).as(flag), dt::tuple_(customers.id, customers.name).in_(std::vector{std::pair{2, "bob"}}).as(other))
              .where(customers.id < 4).order_by(customers.id),
          {"false | false", "true | true", "true | false"});
    gives(dt::select(customers.id.in_(customers.region_id, 3).as(flag), customers.id.in_(dt::select(orders.customer_id)).as(other))
              .where(customers.id.in_(1, 3, 8)).order_by(customers.id),
          {"true | true", "true | true", "false | false"});
    // What an outer join left out; a subquery's column.
    gives(dt::select(customers.id, (orders.status == "done").as(flag)).left_join(customers.orders).where(customers.id > 6).order_by(customers.id, orders.id), {"7 | false", "8 | NULL"});
    constexpr auto rich = dt::subquery<"rich">(dt::select(customers.id, (customers.balance > 100).as(flag)));
    gives(dt::select(rich[customers.id]).select_from(rich).where(rich[flag]).order_by(rich[customers.id]), {"1", "4", "5", "7"});
}
TEST_CASE("fractions") {
    gives(dt::select(products.name).where(products.weight < 0.75).order_by(products.id), {"diary", "ink"});
    gives(dt::select(products.name, products.weight * 2).where(products.weight * 2 >= 12.0).order_by(products.id),
          {"anvil | 81", "easel | 12"});
}
TEST_CASE("times") {
    gives(dt::select(orders.id, orders.shipped).where(orders.shipped > std::chrono::sys_days(std::chrono::year(2026) / 3 / 1)).order_by(orders.id),
          {"7 | 2026-03-30 12:00:00", "9 | 2026-04-04 12:00:00", "11 | 2026-04-20 12:00:00"});
}
TEST_CASE("columns compared with each other") {
    gives(dt::select(customers.name).where(customers.id * 60 < customers.balance).order_by(customers.id), {"ann"});
}
TEST_CASE("text is compared with a given one without its case") {
    std::string const given = "ANN";
    gives(dt::select(customers.name, dt::upper(given), dt::length("three")).where(dt::lower(customers.name) == dt::lower(given)), {"ann | ANN | 5"});
}
TEST_CASE("outside of bounds") {
    gives(dt::select(customers.id).where(customers.id.not_between(2, 7)).order_by(customers.id), {"1", "8"});
}
TEST_CASE("a value among columns") {
    gives(dt::select(customers.id).where(customers.region_id.in_(customers.id, customers.referrer_id, 3)).order_by(customers.id),
          {"1", "2", "4", "6", "7"});
    gives(dt::select(orders.id).where(dt::literal(4).in_(orders.customer_id, orders.id)).order_by(orders.id), {"4", "5", "9"});
    gives(dt::select(customers.id, customers.region_id.not_in(customers.referrer_id, 2)).order_by(customers.id),
          {"1 | NULL", "2 | false", "3 | false", "4 | false", "5 | NULL", "6 | true", "7 | true", "8 | true"});
}
TEST_CASE("a row beside the row of a select") {
    constexpr auto other = dt::alias<"other">(employees);
    gives(dt::select(employees.name).where(dt::tuple_(employees.department, employees.salary) ==
                                           dt::select(other.department, other.salary).where(other.name == "jan")).order_by(employees.id),
          {"jan"});
    gives(dt::select(employees.name).where(dt::tuple_(employees.salary, employees.id) < dt::select(other.salary, other.id).where(other.name == "lea"))
              .order_by(employees.id), {"nia", "oto"});
}
