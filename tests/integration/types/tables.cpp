// SPDX-License-Identifier: BSL-1.0
//
// create_all and drop_all with these types; defaults.
#include "models.hpp"

using namespace dovetail_test;
using namespace std::chrono_literals;

namespace dovetail_test {

template <class View>
struct ShelfModel {
    static constexpr dt::table_name table = "shelves";
    dt::column<View, "id", dt::char_<3>, dt::primary_key> id;
    dt::column<View, "feels", dt::enumeration<mood>, dt::default_value<mood::ok>> feels;
    dt::column<View, "price", dt::numeric<10, 2>, dt::default_value<0>> price;
    dt::column<View, "fee", dt::numeric<10, 2>, dt::default_value<"-1.50">> fee;
    dt::column<View, "token", dt::uuid, dt::default_value<"11111111-2222-3333-4444-555555555555">> token;
    dt::column<View, "settings", dt::jsonb, dt::default_value<"{}">> settings;
    dt::column<View, "opens", dt::time, dt::server_default<"'09:30:00'">> opens;
};
template <class View>
struct BoxModel {
    static constexpr dt::table_name table = "boxes";
    dt::column<View, "id", dt::uuid, dt::primary_key> id;
    dt::column<View, "shelf", dt::nullable<dt::char_<3>>, dt::foreign_key<ShelfModel>> shelf_id;
    dt::column<View, "moods", dt::array<dt::enumeration<mood>>> moods;
    dt::many_to_one<View, "on", ShelfModel> on;
};
inline constexpr dt::table<ShelfModel> shelves;
inline constexpr dt::table<BoxModel> boxes;
inline constexpr dt::metadata shop{shelves, boxes};
using NewShelf = dt::new_row<ShelfModel>;
using NewBox = dt::new_row<BoxModel>;

}  // namespace dovetail_test

namespace {

NewShelf shelf(char const* id) { return NewShelf{.id = id}; }

TEST_CASE("Tables with types of their own are created again and dropped again") {
    empty_database db;
    Db session{db.engine};
    for (int i = 0; i < 3; ++i) {
        sync_wait(session.create_all(shop));
        sync_wait(session.create_all(shop));
        auto const made = session.add(shelf("a"));
        sync_wait(session.commit());
        CHECK(sync_wait(session.execute(dt::select(shelves).where(shelves.feels == mood::ok))).size() == 1);
        sync_wait(session.remove(made));
        sync_wait(session.commit());
        sync_wait(session.drop_all(shop));
        sync_wait(session.drop_all(shop));
    }
#if defined(DOVETAIL_TEST_POSTGRES)
    CHECK(server_value("SELECT count(*) FROM pg_type WHERE typname = 'the mood'") == "0");
#endif
}

#if defined(DOVETAIL_TEST_POSTGRES)
TEST_CASE("An enum is dropped with the last table that uses it") {
    empty_database db;
    Db session{db.engine};
    auto const types = [] { return server_value("SELECT count(*) FROM pg_type WHERE typname = 'the mood'"); };
    sync_wait(session.create_all(shop));
    CHECK(server_value("SELECT string_agg(enumlabel, ',' ORDER BY enumsortorder) FROM pg_enum") == "sad,it's \"ok\",happy");
    sync_wait(session.drop_all(dt::metadata{boxes}));
    CHECK(types() == "1");
    sync_wait(session.drop_all(dt::metadata{shelves}));
    CHECK(types() == "0");
}

TEST_CASE("The columns have the types that were asked for") {
    types_database db;
    auto const type = [](std::string const& table, std::string const& column) {
        return server_value("SELECT format_type(atttypid, atttypmod) FROM pg_attribute WHERE attrelid = '" + table + "'::regclass AND attname = '" + column + "'");
    };
    CHECK(type("formed", "id") == "uuid");
    CHECK(type("formed", "price") == "numeric(30,4)");
    CHECK(type("formed", "cost") == "numeric(20,2)");
    CHECK(type("formed", "code") == "character(5)");
    CHECK(type("formed", "opens") == "time without time zone");
    CHECK(type("formed", "starts") == "timestamp without time zone");
    CHECK(type("formed", "period") == "interval");
    CHECK(type("formed", "document") == "json");
    CHECK(type("formed", "settings") == "jsonb");
    CHECK(type("formed", "feels") == "\"the mood\"");
    CHECK(type("arrays", "names") == "character varying(10)[]");
    CHECK(type("arrays", "codes") == "character(4)[]");
    CHECK(type("arrays", "prices") == "numeric(30,4)[]");
    CHECK(type("arrays", "moods") == "\"the mood\"[]");
}

TEST_CASE("A key that is a char is looked up in its index") {
    empty_database db;
    Db session{db.engine};
    sync_wait(session.create_all(shop));
    std::vector<std::string> plans;
    for (char const* condition : {"= $1::BPCHAR", "= $1"}) {
        server_execute(std::string("SET enable_seqscan = off; PREPARE look(bpchar) AS SELECT * FROM shelves WHERE id ") + condition);
        plans.push_back(server_value("EXPLAIN EXECUTE look('a')"));
        server_execute("DEALLOCATE look");
    }
    for (auto const& plan : plans) CHECK_THAT(plan, contains("Index Scan"));
    recorded_statements sent{session};
    (void)sync_wait(session.get(shelves, "a"));
    REQUIRE(sent.texts.size() == 1);
    CHECK_THAT(sent.texts[0], contains("WHERE \"id\" = $1::BPCHAR"));
}
#endif

TEST_CASE("A new row gets the constants that its model says") {
    empty_database db;
    Db session{db.engine};
    sync_wait(session.create_all(shop));
    auto const check = [&](char const* id) {
        auto const found = **sync_wait(session.get(shelves, id));
        CHECK(found.feels == mood::ok);
        CHECK(found.price == 0);
        CHECK(found.fee == dt::decimal("-1.5"));
        CHECK(found.token == first_id);
        CHECK(found.settings.text == "{}");
        CHECK(found.opens == 9h + 30min);
    };
    session.add(shelf("a"));
    sync_wait(session.commit());
    check("a");
    std::vector<NewShelf> const several{shelf("b"), shelf("c")};
    sync_wait(session.execute(dt::insert_into(shelves).values(several)));
    check("b");
    check("c");
    // The defaults of the table itself.
    sync_wait(session.commit());
    execute_text(db.engine, "INSERT INTO shelves (id) VALUES ('d')");
    check("d");
}

TEST_CASE("Rows of such keys are loaded beside each other") {
    empty_database db;
    Db session{db.engine};
    sync_wait(session.create_all(shop));
    std::vector<mood> const moods{mood::sad};
    for (char const* id : {"a", "b"}) session.add(shelf(id));
    for (unsigned i = 1; i <= 5; ++i) {
        NewBox box{.id = numbered_id(i), .moods = moods};
        if (i < 5) box.shelf_id.value = i % 2 != 0 ? "a" : "b";
        session.add(box);
    }
    sync_wait(session.commit());
    auto const all = sync_wait(db.engine.execute(dt::select(boxes).order_by(boxes.id).options(dt::joinedload(boxes.on)))).scalars().all();
    REQUIRE(all.size() == 5);
    CHECK(all[0].on->id == "a");
    CHECK(all[1].on->id == "b");
    CHECK(!all[4].on.has_value());
    CHECK(all[0].on->feels == mood::ok);
    auto const some = sync_wait(db.engine.execute(dt::select(boxes).order_by(boxes.id))).scalars().all();
    auto const loaded = sync_wait(session.load(some, boxes.on));
    REQUIRE(loaded.size() == 5);
    CHECK(loaded[3].on->id == "b");
}

TEST_CASE("Values print as they are written") {
    types_database db;
    Db session{db.engine};
    auto const row = plain_formed();
    sync_wait(session.execute(dt::insert_into(formed).values(row)));
    CHECK(dt::to_string(sync_wait(session.execute(dt::select(formed))).scalar_one()) ==
          "formed(id=11111111-2222-3333-4444-555555555555, price=12.5, cost=10.5, code='ab', opens=09:30:00, starts=2026-11-22 01:00:00, "
          "period=1 mons 2 days 00:00:00.000003, document={\"b\":1,  \"a\":2}, settings={\"a\": 1}, feels=it's \"ok\")");
}

}  // namespace
