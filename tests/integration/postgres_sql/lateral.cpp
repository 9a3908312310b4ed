// SPDX-License-Identifier: BSL-1.0
// LATERAL: subqueries in FROM that use the tables before them.
#include "support/sql_case.hpp"

using namespace dovetail_test;

namespace {
constexpr dt::label<"n"> n;
constexpr auto latest = dt::subquery<"latest">(dt::select(orders.id, orders.placed).where(orders.customer_id == customers.id)
                                                   .order_by(orders.placed.desc()).limit(1));
}  // namespace

TEST_CASE("the latest order of each customer") {
    gives(dt::select(customers.name, latest[orders.id]).cross_join_lateral(latest).where(customers.id != 3).order_by(customers.id),
          {"ann | 12", "bob | 11", "dot | 9", "eve | 7", "fay | 8", "gus | 10"});
}
TEST_CASE("the latest order of each customer, or none") {
    gives(dt::select(customers.name, latest[orders.id]).left_join_lateral(latest).where(customers.id > 6).order_by(customers.id),
          {"gus | 10", "hal | NULL"});
}
TEST_CASE("a lateral join with a condition") {
    gives(dt::select(customers.name, latest[orders.placed])
              .join_lateral(latest, latest[orders.placed] > std::chrono::year_month_day(std::chrono::year(2026) / 4 / 1)).order_by(customers.id),
          {"ann | 2026-05-01", "bob | 2026-04-18", "dot | 2026-04-02", "gus | 2026-04-02"});
}
TEST_CASE("the two dearest of each category") {
    auto const kinds = dt::subquery<"kinds">(dt::select(products.category).distinct());
    auto const best = dt::subquery<"best">(dt::select(products.name, products.price).where(products.category == kinds[products.category])
                                               .order_by(products.price.desc()).limit(2));
    gives(dt::select(kinds[products.category], best[products.name]).select_from(kinds).cross_join_lateral(best)
              .order_by(kinds[products.category], best[products.price].desc()),
          {"paper | easel", "paper | diary", "tools | anvil", "tools | clamp", "toys | globe", "toys | hoop"});
}
TEST_CASE("an aggregate beside each row") {
    auto const sums = dt::subquery<"sums">(dt::select(dt::sum(items.quantity).as(n)).where(items.order_id == orders.id));
    gives(dt::select(orders.id, sums[n]).cross_join_lateral(sums).where(orders.id > 9).order_by(orders.id),
          {"10 | 100", "11 | 4", "12 | NULL"});
}
TEST_CASE("a lateral subquery of another one") {
    auto const lines = dt::subquery<"lines">(dt::select(dt::count().as(n)).select_from(items).where(items.order_id == latest[orders.id]));
    gives(dt::select(customers.name, latest[orders.id], lines[n]).cross_join_lateral(latest).cross_join_lateral(lines)
              .where(customers.id.in_(std::vector{1, 2, 4})).order_by(customers.id),
          {"ann | 12 | 0", "bob | 11 | 2", "dot | 9 | 2"});
}
TEST_CASE("a series of numbers beside each row") {
    auto const days = dt::table_function<"days", "generate_series", dt::field<"day", dt::integer>>(1, regions.id);
    gives(dt::select(regions.name, dt::count()).cross_join_lateral(days).group_by(regions.id).order_by(regions.id),
          {"north | 1", "south | 2", "east | 3", "west | 4"});
}
