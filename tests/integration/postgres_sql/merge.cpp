// SPDX-License-Identifier: BSL-1.0
// MERGE: what each of its steps leaves behind, by dovetail and by the database's own shell.
#include "support/sql_case.hpp"

using namespace dovetail_test;

namespace {
constexpr dt::label<"name"> name;
constexpr dt::label<"arrived"> arrived;
constexpr auto delivered = dt::values<"delivered">(name, arrived).row("anvil", 4).row("bucket", 0).row("drill", 9);
constexpr auto stocks = dt::select(products.name, products.stock)
                            .where(dt::or_(products.id < 4, products.name == "drill")).order_by(products.name);
constexpr auto all_regions = dt::select(regions.id, regions.name).order_by(regions.id);
}  // namespace

TEST_CASE("rows that match are changed, others are inserted") {
    changes(dt::merge_into(products).using_(delivered).on(products.name == delivered[name])
                .when_matched().do_update(products.stock = products.stock + delivered[arrived])
                .when_not_matched().do_insert(products.name = delivered[name], products.category = "tools", products.price = 100,
                                              products.supplier_id = 1, products.stock = delivered[arrived]),
            stocks, {"anvil | 7", "bucket | 50", "clamp | 0", "drill | 9"});
}
TEST_CASE("the first step that fits a row is done") {
    changes(dt::merge_into(regions).using_(suppliers).on(regions.id == suppliers.id)
                .when_matched(suppliers.id == 1).do_nothing()
                .when_matched(regions.name == "south", suppliers.id < 3).do_update(regions.name = suppliers.name)
                .when_matched(regions.id > 3, dt::not_(dt::exists(dt::select(customers.id).where(customers.region_id == regions.id)))).do_nothing()
                .when_matched().do_update(regions.name = dt::concat(regions.name, "!")),
            all_regions, {"1 | north", "2 | bolt", "3 | east!", "4 | west"});
}
TEST_CASE("rows that match are deleted") {
    auto const done = dt::subquery<"done">(dt::select(orders.id).where(orders.status == "done"));
    changes(dt::merge_into(items).using_(done).on(items.order_id == done[orders.id]).when_matched().do_delete(),
            dt::select(dt::count()).select_from(items), {"6"});
}
TEST_CASE("rows of a named query are inserted where none matches") {
    auto const far = dt::cte<"far">(dt::select((suppliers.id + 10).as(dt::label<"number">()), suppliers.name).where(suppliers.region_id == 2));
    changes(dt::with_(far)(dt::merge_into(regions).using_(far).on(regions.name == far[suppliers.name])
                               .when_not_matched(far[suppliers.name] != "core")
                               .do_insert(regions.id = far[dt::label<"number">()], regions.name = far[suppliers.name])
                               .when_not_matched().do_nothing()),
            all_regions, {"1 | north", "2 | south", "3 | east", "4 | west", "12 | bolt"});
}
TEST_CASE("the table has another name") {
    constexpr auto r = dt::alias<"r">(regions);
    changes(dt::merge_into(r).using_(regions).on(r.id == regions.id, regions.id < 3).when_matched().do_update(r.name = dt::upper(regions.name)),
            all_regions, {"1 | NORTH", "2 | SOUTH", "3 | east", "4 | west"});
}
TEST_CASE("a merge counts the rows that it changed, deleted and inserted") {
    Db db{shop_database::get().engine()};
    auto const merged = sync_wait(db.execute(
        dt::merge_into(products).using_(delivered).on(products.name == delivered[name])
            .when_matched(delivered[arrived] == 0).do_nothing()
            .when_matched().do_update(products.stock = delivered[arrived])
            .when_not_matched().do_insert(products.name = delivered[name], products.category = "tools", products.price = 100,
                                          products.supplier_id = 1)));
    CHECK(merged.row_count() == 2);
    sync_wait(db.rollback());
}
TEST_CASE("a merge takes named parameters and choices") {
    Db db{shop_database::get().engine()};
    auto const rename = dt::merge_into(regions).using_(suppliers).on(regions.id == suppliers.id)
                            .when_matched(regions.id == dt::param<"id">).do_update(regions.name = dt::param<"name">);
    CHECK(sync_wait(db.execute(rename, dt::arg<"id"> = 2, dt::arg<"name"> = "new")).row_count() == 1);
    auto const clear = [](std::optional<int> id) {
        return dt::merge_into(regions).using_(suppliers).on(regions.id == suppliers.id)
            .when_matched(dt::when(id, [](int given) { return regions.id == given; })).do_update(regions.name = suppliers.name);
    };
    CHECK(sync_wait(db.execute(clear(3))).row_count() == 1);
    CHECK_THROWS_WITH(sync_wait(db.execute(clear(std::nullopt))), contains("every condition of a part of this MERGE is left out"));
    sync_wait(db.rollback());
}
TEST_CASE("a merge returns what it did, from PostgreSQL 17 on") {
    Db db{shop_database::get().engine()};
    auto const version = sync_wait(db.execute(dt::raw<"SELECT CAST(current_setting('server_version_num') AS INTEGER)", int>())).scalar_one();
    constexpr dt::label<"number"> number;
    constexpr auto wanted = dt::values<"wanted">(number, name).row(1, "up").row(4, "gone").row(9, "new");
    auto const telling = dt::merge_into(regions).using_(wanted).on(regions.id == wanted[number])
                             .when_matched(wanted[name] == "gone").do_delete()
                             .when_matched().do_update(regions.name = wanted[name])
                             .when_not_matched().do_insert(regions.id = wanted[number], regions.name = wanted[name])
                             .returning(dt::merge_action(), regions.id, regions.name, wanted[name]);
    if (version < 170000) {
        auto const refused = error_of([&] { (void)sync_wait(db.execute(telling)); });
        CHECK(refused.category() == dt::error_category::syntax);
        CHECK_THAT(refused.what(), contains("RETURNING"));
        sync_wait(db.rollback());
        return;
    }
    std::vector<std::string> told;
    for (auto const& [did, id, now, given] : sync_wait(db.execute(telling)).all())
        told.push_back(did + " " + std::to_string(id) + " " + now + " " + given);
    std::sort(told.begin(), told.end());
    CHECK(told == std::vector<std::string>{"DELETE 4 west gone", "INSERT 9 new new", "UPDATE 1 up up"});
    sync_wait(db.rollback());
    // Whole rows, and as a table of a query around it.
    constexpr dt::label<"did"> did;
    auto const renaming = dt::merge_into(regions).using_(suppliers).on(regions.id == suppliers.id, suppliers.id < 3)
                              .when_matched().do_update(regions.name = suppliers.name);
    auto const changed = sync_wait(db.execute(renaming.returning(regions))).all();
    REQUIRE(changed.size() == 2);
    CHECK((changed[0].name == "acme" || changed[1].name == "acme"));
    auto const done = dt::cte<"done">(renaming.returning(dt::merge_action().as(did)));
    auto const counted = sync_wait(db.execute(dt::with_(done)(dt::select(done[did], dt::count()).select_from(done).group_by(done[did])))).all();
    REQUIRE(counted.size() == 1);
    CHECK(counted[0].get<0>() == "UPDATE");
    CHECK(counted[0].get<1>() == 2);
    sync_wait(db.rollback());
}
