// SPDX-License-Identifier: BSL-1.0
// New objects: keys and defaults that the database makes, one at a time and a thousand at once.
#include "support/rows.hpp"
#include "support/trees.hpp"

using namespace dovetail_test;

TEST_CASE("a new object is pending until it is flushed, and its key is known from then on") {
    filled_database base;
    Db db{base.engine};
    auto role = db.add(NewRole{.name = "owner"});
    CHECK_FALSE(role.is_persistent());
    CHECK(role->id == 0);
    CHECK(role->name == "owner");
    CHECK(db.has_changes());
    CHECK(db.statement_count() == 0);
    CHECK_FALSE(db.in_transaction());

    sync_wait(db.flush());
    CHECK(role.is_persistent());
    CHECK(role->id == 4);
    CHECK_FALSE(db.has_changes());
    CHECK(db.in_transaction());

    auto user = db.add(NewUser{.username = "dan", .role_id = role->id});
    sync_wait(db.commit());
    CHECK(user->id == 4);
    CHECK_FALSE(db.in_transaction());
    CHECK(single(db, dt::select(users.role_id).where(users.username == "dan")) == 4);
}

TEST_CASE("what is assigned before the flush is inserted") {
    filled_database base;
    Db db{base.engine};
    auto user = db.add(NewUser{.username = "dan", .nickname = "d", .role_id = 1});
    user->username = "eve";
    user->nickname = std::nullopt;
    user->is_active = false;
    user->role_id = 2;
    recorded_statements sent(db);
    sync_wait(db.commit());
    CHECK(sent.texts.size() == 1);
    auto const stored = sync_wait(db.execute(dt::select(users).where(users.id == user->id))).scalar_one();
    CHECK(stored == *user);
    CHECK(stored.username == "eve");
    CHECK_FALSE(stored.nickname);
    CHECK_FALSE(stored.is_active);
    CHECK(stored.role_id == 2);
}

TEST_CASE("defaults are there after the flush, as the database has them") {
    rows_database base;
    Db db{base.engine};
    auto const before = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
    auto row = db.add(NewDefaults{});
    auto given = db.add(NewDefaults{.number = 5, .word = "mine", .flag = false, .made = before - std::chrono::hours(1), .code = "C"});
    sync_wait(db.flush());
    CHECK(row->id == 1);
    CHECK(row->number == -7);
    CHECK(row->word == "it's");
    CHECK(row->flag);
    CHECK(row->made >= before);
    CHECK(row->code == "AUTO");
    CHECK(row->doubled == -14);
    CHECK(given->number == 5);
    CHECK(given->word == "mine");
    CHECK_FALSE(given->flag);
    CHECK(given->made == before - std::chrono::hours(1));
    CHECK(given->code == "C");
    CHECK(given->doubled == 10);
    auto const stored = sync_wait(db.execute(dt::select(defaults).order_by(defaults.id))).all();
    REQUIRE(stored.size() == 2);
    CHECK(stored[0] == *row);
    CHECK(stored[1] == *given);
    CHECK_FALSE(db.has_changes());
}

TEST_CASE("a server default that is assigned before the flush is kept") {
    rows_database base;
    Db db{base.engine};
    auto row = db.add(NewDefaults{});
    row->code = "ours";
    auto seen = db.add(NewDefaults{});
    CHECK(seen->code.empty());
    sync_wait(db.commit());
    CHECK(row->code == "ours");
    CHECK(seen->code == "AUTO");
    CHECK(single(db, dt::select(defaults.code).where(defaults.id == 1)) == "ours");
}

TEST_CASE("a thousand new rows, each with its own key") {
    filled_database base;
    Db db{base.engine};
    std::vector<NewUser> many;
    for (int i = 0; i < 1000; ++i) many.push_back(NewUser{.username = "user " + std::to_string(i), .role_id = 1 + i % 3});
    auto const added = db.add_all(many);
    REQUIRE(added.size() == 1000);
    sync_wait(db.flush());
    CHECK(db.statement_count() < 120);
    for (int i = 0; i < 1000; ++i) REQUIRE(added[static_cast<std::size_t>(i)]->id == i + 4);
    auto const stored = sync_wait(db.execute(dt::select(users).where(users.id > 3).order_by(users.id))).all();
    REQUIRE(stored.size() == 1000);
    for (std::size_t i = 0; i < 1000; ++i) {
        REQUIRE(stored[i].username == "user " + std::to_string(i));
        REQUIRE(stored[i] == *added[i]);
    }
    sync_wait(db.commit());
}

TEST_CASE("given keys between keys that the database makes") {
    filled_database base;
    Db db{base.engine};
    std::vector<dt::tracked<Role>> added;
    for (int i = 0; i < 300; ++i) {
        NewRole fresh{.name = "role " + std::to_string(i)};
        if (i % 7 == 3) fresh.id = 1000 + i * 10;
        // PostgreSQL's sequence of keys does not know of keys that are given: it would come to them, and fail.
        if (i % 50 == 49) fresh.id = (is_postgres ? 100'000 : 100) + i;
        added.push_back(db.add(std::move(fresh)));
    }
    sync_wait(db.commit());
    auto const stored = sync_wait(db.execute(dt::select(roles).where(roles.id > 3))).all();
    REQUIRE(stored.size() == 300);
    for (auto const& role : added) {
        auto const found = sync_wait(db.execute(dt::select(roles).where(roles.id == role->id))).scalar_one();
        REQUIRE(found.name == role->name);
    }
}

TEST_CASE("the greatest key of the column, and one more") {
    filled_database base;
    Db db{base.engine};
    auto last = db.add(NewRole{.id = 2147483647, .name = "last"});
    sync_wait(db.flush());
    CHECK(last->id == 2147483647);
    if constexpr (is_postgres)
        (void)sync_wait(db.execute(dt::raw<"SELECT setval(pg_get_serial_sequence('roles', 'id'), 2147483647)", std::int64_t>()));
    (void)db.add(NewRole{.name = "too many"});
    CHECK(failure(db.flush()).category() == dt::error_category::data);
    CHECK_FALSE(db.in_transaction());
    CHECK(single(db, dt::select(dt::count(roles.id))) == 3);
}

TEST_CASE("the greatest key of 64 bits, and more") {
    // There is room: SQLite takes keys at random behind the greatest one, PostgreSQL counts its own.
    rows_database wide;
    Db other{wide.engine};
    auto big = other.add(NewWide{.id = std::numeric_limits<std::int64_t>::max(), .name = "last"});
    std::vector<dt::tracked<Wide>> more;
    for (int i = 0; i < 20; ++i) more.push_back(other.add(NewWide{.name = std::to_string(i)}));
    sync_wait(other.commit());
    for (int i = 0; i < 20; ++i)
        REQUIRE(single(other, dt::select(wides.name).where(wides.id == more[static_cast<std::size_t>(i)]->id)) == std::to_string(i));
}

TEST_CASE("a trigger that inserts into the same table takes no keys away") {
    filled_database base;
    Db db{base.engine};
    if constexpr (is_postgres)
        execute_text(base.engine, R"(CREATE FUNCTION add_shadow() RETURNS trigger LANGUAGE plpgsql AS $$
                BEGIN INSERT INTO roles(name) VALUES (new.name || ' shadow'); RETURN new; END $$;
            CREATE TRIGGER shadow AFTER INSERT ON roles FOR EACH ROW WHEN (new.name NOT LIKE '%shadow')
                EXECUTE FUNCTION add_shadow())");
    else
        execute_text(base.engine, R"(CREATE TRIGGER shadow AFTER INSERT ON roles WHEN new.name NOT LIKE '%shadow'
            BEGIN INSERT INTO roles(name) VALUES (new.name || ' shadow'); END)");
    std::vector<dt::tracked<Role>> added;
    for (int i = 0; i < 100; ++i) added.push_back(db.add(NewRole{.name = "role " + std::to_string(i)}));
    sync_wait(db.commit());
    CHECK(single(db, dt::select(dt::count(roles.id))) == 203);
    for (auto const& role : added) REQUIRE(single(db, dt::select(roles.name).where(roles.id == role->id)) == role->name);
}

TEST_CASE("a row that a trigger leaves out is an error, not an object with another row's key") {
    filled_database base;
    Db db{base.engine};
    if constexpr (is_postgres)
        execute_text(base.engine, R"(CREATE FUNCTION leave_out() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NULL; END $$;
            CREATE TRIGGER guard BEFORE INSERT ON roles FOR EACH ROW WHEN (new.name = 'nobody') EXECUTE FUNCTION leave_out())");
    else
        execute_text(base.engine, R"(CREATE TRIGGER guard BEFORE INSERT ON roles WHEN new.name = 'nobody'
            BEGIN SELECT RAISE(IGNORE); END)");
    auto role = db.add(NewRole{.name = "nobody"});
    CHECK_THAT(failure(db.flush()).what(), contains("\"roles\""));
    CHECK_FALSE(role.is_persistent());
    CHECK_FALSE(db.in_transaction());
}

TEST_CASE("tables are flushed after those they point to, whatever the order of add") {
    filled_database base;
    Db db{base.engine};
    (void)db.add(NewComment{.text = "c", .written = std::chrono::year_month_day(std::chrono::sys_days()), .post_id = 50});
    (void)db.add(NewPost{.id = 50, .title = "p", .author_id = 60});
    (void)db.add(NewProfile{.bio = "b", .user_id = 60});
    (void)db.add(NewUser{.id = 60, .username = "u", .role_id = 70});
    (void)db.add(NewRolePermission{.role_id = 70, .permission_id = 80});
    (void)db.add(NewPermission{.id = 80, .name = "p"});
    (void)db.add(NewRole{.id = 70, .name = "r"});
    sync_wait(db.commit());
    auto const found = sync_wait(db.execute(dt::select(roles).where(roles.id == 70).options(
        dt::joinedload(roles.users).joinedload(users.posts).joinedload(posts.comments), dt::joinedload(roles.permissions)))).scalar_one();
    CHECK(found.users.at(0).posts.at(0).comments.at(0).text == "c");
    CHECK(found.permissions.at(0).id == 80);
}

TEST_CASE("a tree whose rows point to each other") {
    tree_database base;
    Db db{base.engine};
    auto top = db.add(NewNode{.name = "top"});
    sync_wait(db.flush());
    std::vector<dt::tracked<Node>> chain{top};
    for (int i = 0; i < 20; ++i) {
        chain.push_back(db.add(NewNode{.name = std::to_string(i), .parent_id = chain.back()->id}));
        sync_wait(db.flush());
    }
    // With keys of their own, parents come first.
    for (int i = 0; i < 300; ++i) (void)db.add(NewNode{.id = 1000 + i, .name = "n", .parent_id = i == 0 ? top->id : 999 + i});
    sync_wait(db.commit());
    CHECK(single(db, dt::select(dt::count(nodes.id))) == 6 + 21 + 300);
}

TEST_CASE("a value that does not fit is refused before anything is sent") {
    filled_database base;
    Db db{base.engine};
    CHECK(error_of([&] { (void)NewRole{.name = std::string(51, 'x')}; }).category() == dt::error_category::data);
    auto role = db.add(NewRole{.name = "fine"});
    role->name = std::string(51, 'x');
    auto const problem = failure(db.flush());
    CHECK(problem.category() == dt::error_category::data);
    CHECK_THAT(problem.what(), contains("roles.name"));
    CHECK_FALSE(role.is_persistent());
    CHECK_FALSE(db.has_changes());
}
