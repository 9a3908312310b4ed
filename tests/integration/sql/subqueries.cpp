// SPDX-License-Identifier: BSL-1.0
// Subqueries in conditions, among what is selected, and in FROM.
#include "support/sql_case.hpp"

using namespace dovetail_test;

namespace {
constexpr dt::label<"n"> n;
constexpr dt::label<"total"> total;
}  // namespace

TEST_CASE("in a select") {
    gives(dt::select(customers.name).where(customers.id.in_(dt::select(orders.customer_id).where(orders.status == "open")))
              .order_by(customers.id), {"ann", "cid", "gus"});
}
TEST_CASE("not in a select") {
    gives(dt::select(products.name).where(products.id.not_in(dt::select(items.product_id))), {"ink"});
}
TEST_CASE("not in a select with a NULL is never true") {
    gives(dt::select(dt::count()).select_from(employees).where(employees.id.not_in(dt::select(orders.employee_id))),
          {"0"});
    gives(dt::select(employees.name)
              .where(employees.id.not_in(dt::select(orders.employee_id).where(orders.employee_id != std::nullopt)))
              .order_by(employees.id), {"ida", "kim", "nia", "oto"});
}
TEST_CASE("in a select in a select") {
    gives(dt::select(regions.name)
              .where(regions.id.in_(dt::select(customers.region_id)
                                        .where(customers.id.in_(dt::select(orders.customer_id).where(orders.status == "done")))))
              .order_by(regions.id), {"north", "south"});
}
TEST_CASE("compared with one value of a select") {
    gives(dt::select(products.name).where(products.price > dt::scalar_subquery(dt::select(dt::avg(products.price))))
              .order_by(products.price.desc()), {"anvil", "easel", "globe"});
}
TEST_CASE("a select among what is selected") {
    gives(dt::select(regions.name, dt::scalar_subquery(dt::select(dt::count()).select_from(employees))).where(regions.id < 3)
              .order_by(regions.id), {"north | 7", "south | 7"});
}
TEST_CASE("a derived table") {
    auto const per_customer = dt::subquery<"per_customer">(dt::select(orders.customer_id, dt::count().as(n)).group_by(orders.customer_id));
    gives(dt::select(customers.name, per_customer[n])
              .join(per_customer, per_customer[orders.customer_id] == customers.id).where(per_customer[n] > 1)
              .order_by(per_customer[n].desc(), customers.name), {"ann | 4", "bob | 2", "dot | 2"});
}
TEST_CASE("a derived table that has no row for some") {
    auto const spent = dt::subquery<"spent">(dt::select(orders.customer_id, dt::sum(items.quantity).as(total))
                                                 .join(orders.items).group_by(orders.customer_id));
    gives(dt::select(customers.name, dt::coalesce(spent[total], 0))
              .left_join(spent, spent[orders.customer_id] == customers.id).order_by(customers.id),
          {"ann | 19", "bob | 8", "cid | 1", "dot | 33", "eve | 8", "fay | 1", "gus | 100", "hal | 0"});
}
TEST_CASE("an aggregate over groups") {
    auto const sizes = dt::subquery<"sizes">(dt::select(items.order_id, dt::count().as(n)).group_by(items.order_id));
    gives(dt::select(sizes[n], dt::count()).select_from(sizes).group_by(sizes[n]).order_by(sizes[n]),
          {"1 | 4", "2 | 6", "3 | 1"});
    gives(dt::select(dt::max(sizes[n]), dt::avg(sizes[n])).select_from(sizes), {"3 | 1.727272727"});
}
TEST_CASE("a derived table of a derived table") {
    auto const cheap = dt::subquery<"cheap">(dt::select(products.id, products.name, products.price).where(products.price < 1000));
    auto const two = dt::subquery<"two">(dt::select(cheap[products.name], cheap[products.price]).select_from(cheap)
                                             .order_by(cheap[products.price].desc(), cheap[products.name]).limit(2));
    gives(dt::select(two).order_by(two[products.name]), {"bucket | 700", "diary | 900"});
}
TEST_CASE("limited before it is joined") {
    auto const latest = dt::subquery<"latest">(dt::select(orders.id, orders.customer_id).order_by(orders.placed.desc(), orders.id.desc()).limit(3));
    gives(dt::select(latest[orders.id], customers.name).select_from(latest).join(customers, customers.id == latest[orders.customer_id])
              .order_by(latest[orders.id]), {"10 | gus", "11 | bob", "12 | ann"});
}
TEST_CASE("a range and a select together") {
    gives(dt::select(orders.id).where(orders.status.in_(std::vector<std::string>{"done", "late"}),
                                      orders.customer_id.in_(dt::select(customers.id).where(customers.is_vip == true)))
              .order_by(orders.id), {"1", "2", "5", "9"});
}
TEST_CASE("rows that are in a select as pairs") {
    gives(dt::select(customers.name)
              .where(dt::tuple_(customers.city, customers.is_vip).in_(dt::select(customers.city, customers.is_vip).where(customers.id == 4)))
              .order_by(customers.id), {"dot"});
}
TEST_CASE("the best of each group, with all of its columns") {
    constexpr dt::label<"rank_of_price"> rank_of_price;
    constexpr auto ranked = dt::subquery<"ranked">(
        dt::select(products, dt::rank().over(dt::partition_by(products.category).order_by(products.price.desc())).as(rank_of_price)));
    gives(dt::select(ranked[products.category], ranked[products.name], ranked[products.price]).select_from(ranked)
              .where(ranked[rank_of_price] == 1).order_by(ranked[products.category]),
          {"paper | easel | 4500", "tools | anvil | 5000", "toys | globe | 2500"});
    gives(dt::select(suppliers.name, ranked, suppliers.id * 2).join(ranked, ranked[products.supplier_id] == suppliers.id)
              .where(ranked[rank_of_price] == 1).order_by(ranked[products.category]),
          {"core | 5 | easel | paper | 4500 | 6 | 3 | 2 | 1 | 6", "acme | 1 | anvil | tools | 5000 | 40.5 | 1 | 3 | 1 | 2", "core | 7 | globe | toys | 2500 | 2 | 3 | 7 | 1 | 6"});
}
TEST_CASE("a derived table is all of its columns beside others") {
    constexpr dt::label<"orders_placed"> orders_placed;
    auto const counted = dt::cte<"counted">(dt::select(orders.customer_id, dt::count().as(orders_placed)).group_by(orders.customer_id));
    gives(dt::with_(counted)(dt::select(customers.name, counted, regions).left_join(counted, counted[orders.customer_id] == customers.id)
                                 .join(customers.region).where(customers.id < 5).order_by(customers.id)),
          {"ann | 1 | 4 | 1 | north", "bob | 2 | 2 | 2 | south", "cid | 3 | 1 | 2 | south", "dot | 4 | 2 | 2 | south"});
}
TEST_CASE("tables beside each other in a subquery") {
    auto const placed = dt::subquery<"placed">(dt::select(customers.name, orders).left_join(customers.orders).where(customers.id < 6));
    gives(dt::select(placed[customers.name], placed[orders.id], placed[orders.status]).select_from(placed)
              .order_by(placed[customers.name], placed[orders.id]),
          {"ann | 1 | done", "ann | 2 | done", "ann | 6 | open", "ann | 12 | open", "bob | 3 | done", "bob | 11 | done", "cid | 4 | open", "dot | 5 | done", "dot | 9 | done", "eve | 7 | late"});
}
