// SPDX-License-Identifier: BSL-1.0
// create_all and drop_all: in the order of foreign keys, circles included.
#include "support/trees.hpp"

using namespace dovetail_test;

namespace {

template <class View> struct ShipModel;

/// Two tables that point to each other.
template <class View>
struct CaptainModel {
    static constexpr dt::table_name table = "captains";
    dt::column<View, "id", dt::integer, dt::primary_key> id;
    dt::column<View, "ship_id", dt::nullable<dt::integer>, dt::foreign_key<ShipModel>> ship_id;
    dt::many_to_one<View, "ship", ShipModel, "ship_id"> ship;
    dt::one_to_many<View, "led", ShipModel, "captain_id"> led;
};
template <class View>
struct ShipModel {
    static constexpr dt::table_name table = "ships";
    dt::column<View, "id", dt::integer, dt::primary_key> id;
    dt::column<View, "captain_id", dt::nullable<dt::integer>, dt::foreign_key<CaptainModel>> captain_id;
    dt::many_to_one<View, "captain", CaptainModel, "captain_id"> captain;
    dt::one_to_many<View, "crew", CaptainModel, "ship_id"> crew;
};
inline constexpr dt::table<CaptainModel> captains;
inline constexpr dt::table<ShipModel> ships;
inline constexpr dt::metadata circle{captains, ships};

/// Positions of the tables in the texts of CREATE or DROP statements.
std::vector<std::string> tables_in(std::vector<std::string> const& texts, std::string const& verb) {
    std::vector<std::string> found;
    for (auto const& text : texts)
        if (text.starts_with(verb)) found.push_back(text.substr(verb.size() + 1, text.find('"', verb.size() + 1) - verb.size() - 1));
    return found;
}
std::int64_t count_tables(Db& db) {
    // Without the indexes that constraints have of their own.
    if constexpr (is_postgres)
        return sync_wait(db.execute(dt::raw<"SELECT count(*) FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'i') "
                                            "AND NOT EXISTS (SELECT FROM pg_constraint WHERE conindid = pg_class.oid)",
                                            std::int64_t>())).scalar_one();
    else
        return sync_wait(db.execute(dt::raw<"SELECT count(*) FROM sqlite_schema WHERE type IN ('table', 'index') AND name NOT LIKE 'sqlite_%'",
                                            std::int64_t>())).scalar_one();
}

}  // namespace

TEST_CASE("tables are created after those they point to, and dropped before them") {
    empty_database base;
    Db db{base.engine};
    recorded_statements sent(db);
    sync_wait(db.create_all(tables));
    CHECK_FALSE(db.in_transaction());
    auto const created = tables_in(sent.take(), "CREATE TABLE IF NOT EXISTS ");
    REQUIRE(created.size() == 9);
    auto const at = [&](std::string const& name) { return std::find(created.begin(), created.end(), name) - created.begin(); };
    CHECK(at("roles") < at("users"));
    CHECK(at("users") < at("profiles"));
    CHECK(at("users") < at("posts"));
    CHECK(at("posts") < at("comments"));
    CHECK(at("users") < at("user_groups"));
    CHECK(at("groups") < at("user_groups"));
    CHECK(at("permissions") < at("role_permissions"));
    CHECK(count_tables(db) == 10);       // and the index of posts.author_id
    sync_wait(db.commit());
    sent.texts.clear();
    sync_wait(db.drop_all(tables));
    auto dropped = tables_in(sent.take(), "DROP TABLE IF EXISTS ");
    std::reverse(dropped.begin(), dropped.end());
    CHECK(dropped == created);
    CHECK(count_tables(db) == 0);
}

TEST_CASE("again, and with rows") {
    filled_database base;
    Db db{base.engine};
    sync_wait(db.create_all(tables));
    CHECK(single(db, dt::select(dt::count(users.id))) == 3);
    sync_wait(db.drop_all(tables));
    CHECK(count_tables(db) == 0);
    sync_wait(db.commit());
    sync_wait(db.drop_all(tables));
    sync_wait(db.create_all(tables));
    CHECK(single(db, dt::select(dt::count(users.id))) == 0);
}

TEST_CASE("a tree with rows is dropped") {
    tree_database base;
    Db db{base.engine};
    sync_wait(db.drop_all(tree_tables));
    CHECK(count_tables(db) == 0);
}

TEST_CASE("tables that point to each other") {
    empty_database base;
    Db db{base.engine};
    sync_wait(db.create_all(circle));
    auto captain = db.add(dt::new_row<CaptainModel>{});
    auto ship = db.add(dt::new_row<ShipModel>{});
    sync_wait(db.flush());
    captain->ship_id = ship->id;
    ship->captain_id = captain->id;
    sync_wait(db.commit());
    auto const loaded = sync_wait(db.execute(dt::select(ships).options(
        dt::joinedload(ships.captain).joinedload(captains.ship), dt::joinedload(ships.crew)))).scalar_one();
    CHECK(loaded.captain->ship->id == loaded.id);
    CHECK(loaded.crew.at(0).id == captain->id);
    // New rows of both in one flush: the keys are set afterwards.
    (void)db.add(dt::new_row<ShipModel>{.captain_id = 1});
    (void)db.add(dt::new_row<CaptainModel>{.ship_id = 1});
    sync_wait(db.commit());
    sync_wait(db.drop_all(circle));
    CHECK(count_tables(db) == 0);
}

TEST_CASE("inside a transaction, tables come and go with it") {
    filled_database base;
    Db db{base.engine};
    (void)db.add(NewRole{.name = "pending"});
    sync_wait(db.flush());
    sync_wait(db.create_all(tree_tables));
    CHECK(db.in_transaction());
    (void)db.add(NewNode{.name = "n"});
    sync_wait(db.flush());
    sync_wait(db.rollback());
    CHECK(single(db, dt::select(dt::count(roles.id))) == 3);
    CHECK(failure(db.execute(dt::select(nodes))).category() == dt::error_category::syntax);
    sync_wait(db.rollback());
    sync_wait(db.create_all(tree_tables));
    CHECK(sync_wait(db.execute(dt::select(nodes))).all().empty());
    auto const fails = [](Db& tx) -> dt::task<void> {
        co_await tx.drop_all(tree_tables);
        throw std::runtime_error("no");
    };
    CHECK_THROWS(sync_wait(db.transaction(fails)));
    CHECK(sync_wait(db.execute(dt::select(nodes))).all().empty());
}

TEST_CASE("a table that others still point to is not dropped") {
    filled_database base;
    Db db{base.engine};
    constexpr dt::metadata only_roles{roles};
    // PostgreSQL says that objects depend on it, whatever they are.
    CHECK(failure(db.drop_all(only_roles)).category() == (is_postgres ? dt::error_category::other : dt::error_category::foreign_key));
    CHECK_FALSE(db.in_transaction());
    CHECK(single(db, dt::select(dt::count(roles.id))) == 3);
}

TEST_CASE("a table that is there already in another form is left as it is") {
    empty_database base;
    Db db{base.engine};
    (void)sync_wait(db.execute(dt::raw<"CREATE TABLE nodes (id INTEGER PRIMARY KEY)">()));
    sync_wait(db.create_all(tree_tables));
    CHECK(failure(db.execute(dt::select(nodes))).category() == dt::error_category::syntax);
}
