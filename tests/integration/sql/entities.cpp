// SPDX-License-Identifier: BSL-1.0
// Whole entities: one, several and optional ones in a row, beside columns.
#include "support/sql_case.hpp"

using namespace dovetail_test;

TEST_CASE("entities of a table") {
    gives(dt::select(regions).order_by(regions.id), {"1 | north", "2 | south", "3 | east", "4 | west"});
}
TEST_CASE("entities with NULL, dates and conditions") {
    gives(dt::select(customers).where(customers.id.in_(std::vector{1, 3})).order_by(customers.id),
          {"1 | ann | oslo | 1 | NULL | true | 2024-01-15 | 500", "3 | cid | NULL | 2 | 1 | false | 2024-03-15 | 0"});
}
TEST_CASE("two entities in a row") {
    gives(dt::select(suppliers, regions).join(suppliers.region).order_by(suppliers.id),
          {"1 | acme | 1 | 1 | north", "2 | bolt | 2 | 2 | south", "3 | core | 2 | 2 | south",
           "4 | dust | 3 | 3 | east"});
}
TEST_CASE("an entity that may be left out") {
    gives(dt::select(regions, suppliers).left_join(regions.suppliers).where(regions.id > 2).order_by(regions.id),
          {"3 | east | 4 | dust | 3", "4 | west | NULL | NULL | NULL"});
}
TEST_CASE("an entity and an aggregate") {
    gives(dt::select(regions, dt::count(customers.id)).left_join(regions.customers).group_by(regions.id).order_by(regions.id),
          {"1 | north | 3", "2 | south | 3", "3 | east | 2", "4 | west | 0"});
}
TEST_CASE("three entities and an expression") {
    gives(dt::select(items, products, suppliers, items.quantity * products.price).join(items.product).join(products.supplier)
              .where(items.order_id == 1).order_by(items.product_id),
          {"1 | 1 | 1 | 0 | 1 | anvil | tools | 5000 | 40.5 | 1 | 3 | 1 | acme | 1 | 5000",
           "1 | 2 | 4 | 10 | 2 | bucket | tools | 700 | 1.25 | 1 | 50 | 1 | acme | 1 | 2800"});
}
TEST_CASE("entities of a condition on others") {
    gives(dt::select(regions).join(regions.suppliers).join(suppliers.products).where(products.name == "ink"),
          {"3 | east"});
}
TEST_CASE("entities with times of day") {
    gives(dt::select(orders).where(orders.customer_id == 3), {"4 | 3 | NULL | 2026-02-03 | NULL | open"});
    gives(dt::select(orders).where(orders.id == 5), {"5 | 4 | 5 | 2026-02-14 | 2026-02-15 12:00:00 | done"});
}
TEST_CASE("different entities") {
    gives(dt::select(regions).distinct().join(regions.customers).order_by(regions.id),
          {"1 | north", "2 | south", "3 | east"});
}
TEST_CASE("entities that come out of a query") {
    constexpr dt::label<"place"> place;
    constexpr auto ranked = dt::subquery<"ranked">(dt::select(
        suppliers, dt::row_number().over(dt::partition_by(suppliers.region_id).order_by(suppliers.name.desc())).as(place)));
    gives(dt::select(ranked[suppliers]).select_from(ranked).where(ranked[place] == 1).order_by(ranked[suppliers.id]),
          {"1 | acme | 1", "3 | core | 2", "4 | dust | 3"});
    auto last = sync_wait(shop_database::get().engine().execute(dt::select(ranked[suppliers]).select_from(ranked).where(ranked[suppliers.name] == "dust")));
    std::vector<dt::entity<SupplierModel>> const found = last.scalars().all();
    CHECK(found.at(0).region_id == 3);
    // Beside other things; one that an outer join leaves out; out of a query of a query.
    gives(dt::select(regions.name, ranked[suppliers]).left_join(ranked, ranked[suppliers.region_id] == regions.id && ranked[place] == 2).order_by(regions.id),
          {"north | NULL | NULL | NULL", "south | 2 | bolt | 2", "east | NULL | NULL | NULL", "west | NULL | NULL | NULL"});
    constexpr auto deep = dt::subquery<"deep">(dt::select(ranked[suppliers], ranked[place]).select_from(ranked));
    gives(dt::select(deep[ranked[suppliers.name]]).select_from(deep).where(deep[ranked[place]] == 2), {"bolt"});
    // Of a CTE, of one that goes on from its own rows, and of a table under another name.
    auto const rich = dt::cte<"rich">(dt::select(customers).where(customers.balance > 400));
    gives(dt::with_(rich)(dt::select(rich[customers], orders.id).join(orders, orders.customer_id == rich[customers.id]).where(orders.id < 3).order_by(orders.id)),
          {"1 | ann | oslo | 1 | NULL | true | 2024-01-15 | 500 | 1", "1 | ann | oslo | 1 | NULL | true | 2024-01-15 | 500 | 2"});
    auto const below = dt::recursive_cte<"below">(dt::select(employees).where(employees.manager_id == std::nullopt), [](auto const& below) {
        return dt::select(employees).join(below, employees.manager_id == below[employees.id]);
    });
    gives(dt::with_(below)(dt::select(dt::count()).select_from(below)), {"7"});
    gives(dt::with_(below)(dt::select(below[employees]).where(below[employees.name] == "jan")), {"2 | jan | sales | 1 | 600 | 2017-04-01"});
    constexpr auto s = dt::alias<"s">(suppliers);
    constexpr auto of_alias = dt::subquery<"of_alias">(dt::select(s).where(s.id == 2));
    gives(dt::select(of_alias[s]).select_from(of_alias), {"2 | bolt | 2"});
}
