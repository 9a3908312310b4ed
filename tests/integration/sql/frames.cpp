// SPDX-License-Identifier: BSL-1.0
// Frames: which rows around each row a window function sees.
#include "support/sql_case.hpp"

using namespace dovetail_test;

namespace {
constexpr auto by_id = dt::window().order_by(items.product_id);
/// The items of the orders 1 and 5: products 1, 2; 4, 5, 6.
template <class Window>
void sums(Window const& window, row_texts const& expected) {
    gives(dt::select(items.product_id, dt::sum(items.quantity).over(window)).where(items.order_id.in_(std::vector{1, 5}))
              .order_by(items.product_id), expected);
}
constexpr auto by_salary = dt::window().order_by(employees.salary);
template <class Window>
void counts(Window const& window, row_texts const& expected) {
    gives(dt::select(employees.name, employees.salary, dt::count().over(window)).order_by(employees.salary, employees.id), expected);
}
}  // namespace

TEST_CASE("rows up to the current one") {
    sums(by_id.rows(dt::unbounded_preceding),
          {"1 | 1", "2 | 5", "4 | 6", "5 | 7", "6 | 27"});
}
TEST_CASE("the row before, this one, the row behind") {
    sums(by_id.rows(dt::preceding(1), dt::following(1)),
          {"1 | 5", "2 | 6", "4 | 6", "5 | 22", "6 | 21"});
}
TEST_CASE("this row and all behind it") {
    sums(by_id.rows(dt::current_row, dt::unbounded_following),
          {"1 | 27", "2 | 26", "4 | 22", "5 | 21", "6 | 20"});
}
TEST_CASE("rows behind this one only") {
    sums(by_id.rows(dt::following(1), dt::following(2)),
          {"1 | 5", "2 | 2", "4 | 21", "5 | 20", "6 | NULL"});
}
TEST_CASE("rows without this one") {
    sums(by_id.rows(dt::unbounded_preceding, dt::unbounded_following).exclude_current_row(),
          {"1 | 26", "2 | 23", "4 | 26", "5 | 26", "6 | 7"});
}
TEST_CASE("rows of near values") {
    counts(by_salary.range(dt::preceding(50), dt::following(50)),
          {"nia | 350 | 3", "oto | 350 | 3", "lea | 400 | 4", "max | 450 | 2", "jan | 600 | 2", "kim | 600 | 2",
           "ida | 900 | 1"});
}
TEST_CASE("rows up to this one's equals") {
    counts(by_salary.range(dt::unbounded_preceding),
          {"nia | 350 | 2", "oto | 350 | 2", "lea | 400 | 3", "max | 450 | 4", "jan | 600 | 6", "kim | 600 | 6",
           "ida | 900 | 7"});
}
TEST_CASE("groups of equals") {
    counts(by_salary.groups(dt::preceding(1), dt::current_row),
          {"nia | 350 | 2", "oto | 350 | 2", "lea | 400 | 3", "max | 450 | 2", "jan | 600 | 3", "kim | 600 | 3",
           "ida | 900 | 3"});
}
TEST_CASE("groups without this one's equals") {
    counts(by_salary.groups(dt::preceding(1), dt::following(1)).exclude_group(),
          {"nia | 350 | 1", "oto | 350 | 1", "lea | 400 | 3", "max | 450 | 3", "jan | 600 | 2", "kim | 600 | 2",
           "ida | 900 | 2"});
}
TEST_CASE("groups with this one instead of its equals") {
    counts(by_salary.groups(dt::preceding(1), dt::following(1)).exclude_ties(),
          {"nia | 350 | 2", "oto | 350 | 2", "lea | 400 | 4", "max | 450 | 4", "jan | 600 | 3", "kim | 600 | 3",
           "ida | 900 | 3"});
}
