// SPDX-License-Identifier: BSL-1.0
// Plans that are given as lines of text.
#include "support/catch.hpp"

#include <dovetail/sql.hpp>

TEST_CASE("steps belong to those that they are indented below") {
    dovetail::detail::plan_of_lines plan;
    for (auto line : {"Hash Join  (cost=1.09..2.24 rows=5 width=36)",
                      "  Hash Cond: (o.customer_id = c.id)",
                      "  CTE busy",
                      "    ->  Seq Scan on items  (cost=0.00..1.19 rows=19 width=4)",
                      "  ->  Seq Scan on orders o  (cost=0.00..1.12 rows=12 width=8)",
                      "  ->  Hash  (cost=1.04..1.04 rows=4 width=36)",
                      "        ->  Seq Scan on customers c  (cost=0.00..1.04 rows=4.5 width=36)",
                      "              Filter: (id = 1)"})
        plan.add(line);
    auto const& steps = plan.steps;
    REQUIRE(steps.size() == 5);
    CHECK(steps[0].detail == "Hash Join; Hash Cond: (o.customer_id = c.id); CTE busy");
    CHECK(steps[0].parent == 0);
    CHECK(steps[0].cost == 2.24);
    CHECK(steps[0].rows == 5);
    CHECK(steps[1].parent == 1);
    CHECK(steps[2].parent == 1);
    CHECK(steps[3].detail == "Hash");
    CHECK(steps[4].parent == steps[3].id);
    CHECK(steps[4].detail == "Seq Scan on customers c; Filter: (id = 1)");
    CHECK(steps[4].rows == 4.5);
}
