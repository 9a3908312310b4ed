// SPDX-License-Identifier: BSL-1.0
// WITH: queries that have names.
#include "support/sql_case.hpp"

using namespace dovetail_test;

namespace {
constexpr dt::label<"n"> n;
constexpr dt::label<"total"> total;
constexpr auto busy = dt::cte<"busy">(dt::select(orders.customer_id, dt::count().as(n)).group_by(orders.customer_id));
}  // namespace

TEST_CASE("a query with a name") {
    gives(dt::with_(busy)(dt::select(customers.name, busy[n]).join(busy, busy[orders.customer_id] == customers.id)
                              .where(busy[n] > 1).order_by(customers.id)), {"ann | 4", "bob | 2", "dot | 2"});
}
TEST_CASE("a query of a query with a name") {
    auto const most = dt::cte<"most">(dt::select(dt::max(busy[n]).as(n)));       // its FROM is found by itself
    gives(dt::with_(busy, most)(dt::select(customers.name).join(busy, busy[orders.customer_id] == customers.id)
                                    .join(most, most[n] == busy[n])), {"ann"});
}
TEST_CASE("a named query twice under two names") {
    auto const other = dt::alias<"other">(busy);
    gives(dt::with_(busy)(dt::select(busy[orders.customer_id], other[orders.customer_id]).select_from(busy)
                              .join(other, other[n] == busy[n], other[orders.customer_id] > busy[orders.customer_id])
                              .where(busy[n] > 1)), {"2 | 4"});
}
TEST_CASE("two named queries side by side") {
    auto const sold = dt::cte<"sold">(dt::select(items.product_id, dt::sum(items.quantity).as(total)).group_by(items.product_id));
    auto const dear = dt::cte<"dear">(dt::select(products.id, products.name).where(products.price > 2000));
    gives(dt::with_(sold, dear)(dt::select(dear[products.name], sold[total]).select_from(dear)
                                    .left_join(sold, sold[items.product_id] == dear[products.id]).order_by(dear[products.name])),
          {"anvil | 3", "easel | 2", "globe | 3"});
}
TEST_CASE("a named query in a condition") {
    gives(dt::with_(busy)(dt::select(customers.name).where(customers.id.in_(dt::select(busy[orders.customer_id]).select_from(busy).where(busy[n] > 2)))),
          {"ann"});
}
TEST_CASE("FROM is found by what is selected of a named query") {
    gives(dt::with_(busy)(dt::select(busy[orders.customer_id], busy[n]).where(busy[n] > 1).order_by(busy[n].desc(), busy[orders.customer_id])),
          {"1 | 4", "2 | 2", "4 | 2"});
    auto const other = dt::alias<"other">(busy);
    gives(dt::with_(busy)(dt::select(other[n] + 1).join(customers, customers.id == other[orders.customer_id]).where(customers.name == "ann")),
          {"5"});
    auto const counted = dt::subquery<"counted">(dt::select(orders.customer_id, dt::count().as(n)).group_by(orders.customer_id));
    gives(dt::select(counted[n], customers.name).join(counted, counted[orders.customer_id] == customers.id).where(customers.id < 3)
              .order_by(customers.id), {"4 | ann", "2 | bob"});
}
TEST_CASE("values stand before those of the statement") {
    auto const rich = dt::cte<"rich">(dt::select(customers.id, customers.name).where(customers.balance > 100));
    gives(dt::with_(rich)(dt::select(rich[customers.name]).select_from(rich).where(rich[customers.id] < 5).order_by(rich[customers.name]).limit(5)),
          {"ann", "dot"});
}
TEST_CASE("computed once, or in the place of its name") {
    gives(dt::with_(busy.materialized())(dt::select(dt::sum(busy[n])).select_from(busy)), {"12"});
    gives(dt::with_(busy.not_materialized())(dt::select(dt::sum(busy[n])).select_from(busy)), {"12"});
}
TEST_CASE("a named query in a set operation") {
    auto const open = dt::cte<"open_orders">(dt::select(orders.customer_id).where(orders.status == "open"));
    gives(dt::with_(open)(dt::except_(dt::select(customers.id), dt::select(open[orders.customer_id]).select_from(open)).order_by(customers.id)),
          {"2", "4", "5", "6", "8"});
}
