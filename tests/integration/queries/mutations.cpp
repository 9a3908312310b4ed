// SPDX-License-Identifier: BSL-1.0
// INSERT, UPDATE and DELETE of many rows at once, with the number of rows.
#include "support/columns.hpp"
#include "support/models.hpp"

using namespace dovetail_test;

TEST_CASE("insert of the columns that are assigned") {
    filled_database base;
    Db db{base.engine};
    std::string const name = "dan";
    CHECK(sync_wait(db.execute(dt::insert_into(users).values(users.username = name, users.role_id = 2, users.nickname = std::nullopt))).row_count() == 1);
    auto const dan = sync_wait(db.execute(dt::select(users).where(users.username == "dan"))).scalar_one();
    CHECK(dan.id == 4);
    CHECK(dan.is_active);
    CHECK(dan.role_id == 2);
    CHECK(dan.created_at > instant(std::chrono::sys_days(std::chrono::year(2026) / 1 / 1)));
    CHECK(sync_wait(db.execute(dt::insert_into(posts).values(posts.id = 70, posts.title = "t", posts.author_id = dan.id))).row_count() == 1);
    sync_wait(db.rollback());
}

TEST_CASE("insert of new rows") {
    filled_database base;
    Db db{base.engine};
    NewRole const one{.name = "one"};
    CHECK(sync_wait(db.execute(dt::insert_into(roles).values(one))).row_count() == 1);
    std::vector<NewRole> none;
    CHECK(sync_wait(db.execute(dt::insert_into(roles).values(none))).row_count() == 0);
    for (std::size_t count : {1u, 2u, 7u, 8u, 63u, 64u, 65u, 200u, 1000u}) {
        std::vector<NewRole> many;
        for (std::size_t i = 0; i < count; ++i) many.push_back(NewRole{.name = std::to_string(count) + "/" + std::to_string(i)});
        CHECK(sync_wait(db.execute(dt::insert_into(roles).values(many))).row_count() == static_cast<std::int64_t>(count));
        CHECK(many.front().name.value == std::to_string(count) + "/0");       // what is an lvalue stays
        CHECK(single(db, dt::select(dt::count(roles.id)).where(roles.name.like(std::to_string(count) + "/%"))) == static_cast<std::int64_t>(count));
    }
    sync_wait(db.rollback());
    CHECK(single(db, dt::select(dt::count(roles.id))) == 3);
}

TEST_CASE("new rows that leave out different columns") {
    rows_database base;
    Db db{base.engine};
    std::vector<NewDefaults> const rows{{}, {.number = 1}, {.id = 50, .flag = false}, {.code = "C"}, {.word = ""}};
    CHECK(sync_wait(db.execute(dt::insert_into(defaults).values(rows))).row_count() == 5);
    CHECK(single(db, dt::select(dt::count(defaults.id))) == 5);
    auto const stored = [&](int id) { return sync_wait(db.execute(dt::select(defaults).where(defaults.id == id))).scalar_one(); };
    CHECK(stored(1).number == -7);
    CHECK(stored(1).code == "AUTO");
    CHECK(stored(2).doubled == 2);
    CHECK_FALSE(stored(50).flag);
    int const next = is_postgres ? 3 : 51;      // PostgreSQL counts the keys that it makes itself
    CHECK(stored(next).code == "C");
    CHECK(stored(next + 1).word.empty());
    sync_wait(db.rollback());
}

TEST_CASE("update") {
    filled_database base;
    Db db{base.engine};
    CHECK(sync_wait(db.execute(dt::update(users).set(users.nickname = "x").where(users.id > 1))).row_count() == 2);
    CHECK(sync_wait(db.execute(dt::update(users).set(users.nickname = "x").where(users.id == 99))).row_count() == 0);
    CHECK(sync_wait(db.execute(dt::update(users).set(users.is_active = true).all_rows())).row_count() == 3);   // also where nothing changes
    CHECK(sync_wait(db.execute(dt::update(users).set(users.nickname = std::nullopt, users.role_id = 3).set(users.is_active = false)
                                   .where(users.id == 1).where(users.username == "ann"))).row_count() == 1);
    auto const ann = sync_wait(db.execute(dt::select(users).where(users.id == 1))).scalar_one();
    CHECK(ann.role_id == 3);
    CHECK_FALSE(ann.is_active);
    CHECK_FALSE(ann.nickname);
    CHECK(sync_wait(db.execute(dt::update(posts).set(posts.score = posts.score + posts.id * 2, posts.reviewer_id = posts.author_id).all_rows())).row_count() == 3);
    CHECK(sync_wait(db.scalars(dt::select(posts.score).order_by(posts.id))).all() == std::vector{9, 4, 4});
    CHECK(sync_wait(db.scalars(dt::select(posts.reviewer_id).order_by(posts.id))).all() == std::vector<std::optional<int>>{1, 1, 2});
    CHECK(sync_wait(db.execute(dt::update(users).set(users.nickname = users.username, users.username = dt::upper(users.username)).where(users.id == 2))).row_count() == 1);
    auto const bob = sync_wait(db.execute(dt::select(users).where(users.id == 2))).scalar_one();
    CHECK(bob.username == "BOB");
    CHECK(bob.nickname == "bob");
    sync_wait(db.rollback());
}

TEST_CASE("delete") {
    filled_database base;
    Db db{base.engine};
    CHECK(sync_wait(db.execute(dt::delete_from(comments).where(comments.text.like("new%")))).row_count() == 2);
    CHECK(sync_wait(db.execute(dt::delete_from(comments).where(comments.id == 99))).row_count() == 0);
    // Without what cascades take away.
    CHECK(sync_wait(db.execute(dt::delete_from(posts).where(posts.id == 1))).row_count() == 1);
    CHECK(single(db, dt::select(dt::count(comments.id))) == 1);
    CHECK(sync_wait(db.execute(dt::delete_from(comments).all_rows())).row_count() == 1);
    CHECK(sync_wait(db.execute(dt::delete_from(comments).all_rows())).row_count() == 0);
    sync_wait(db.rollback());
    CHECK(single(db, dt::select(dt::count(comments.id))) == 4);
}

TEST_CASE("outside of a session each statement is committed") {
    filled_database base;
    CHECK(sync_wait(base.engine.execute(dt::insert_into(roles).values(roles.name = "x"))).row_count() == 1);
    CHECK(sync_wait(base.engine.execute(dt::update(roles).set(roles.name = "y").where(roles.name == "x"))).row_count() == 1);
    std::vector<NewRole> const rows{{.name = "z"}, {.name = "zz"}};
    CHECK(sync_wait(base.engine.execute(dt::insert_into(roles).values(rows))).row_count() == 2);
    Db db{base.engine};
    CHECK(single(db, dt::select(dt::count(roles.id))) == 6);
}

TEST_CASE("values that do not fit their columns are refused where they are given") {
    using category = dt::error_category;
    auto const refused = [](auto make) { return error_of([&] { (void)make(); }).category() == category::data; };
    CHECK(refused([] { return everything.small = 40'000; }));
    CHECK(refused([] { return everything.number = std::int64_t{1} << 31; }));
    CHECK(refused([] { return everything.number = 4'000'000'000u; }));
    CHECK(refused([] { return everything.big = std::numeric_limits<std::uint64_t>::max(); }));
    CHECK(refused([] { return everything.ratio = 1e39; }));
    CHECK(refused([] { return everything.ratio = -1e300; }));
    CHECK(refused([] { return everything.name = std::string(21, 'x'); }));
    CHECK(refused([] { return everything.day = std::chrono::year(2026) / 2 / 30; }));
    CHECK(refused([] { return everything.day = std::chrono::year(10000) / 1 / 1; }));
    CHECK(refused([] { return everything.at = instant(std::chrono::sys_days(std::chrono::year(10000) / 1 / 1)); }));
    CHECK(refused([] { return everything.at = instant(std::chrono::sys_days(std::chrono::year(0) / 1 / 1)) - std::chrono::microseconds(1); }));
    CHECK(refused([] { return maybe_everything.small = std::optional<int>(40'000); }));
    (void)(everything.name = std::string(20, 'x'));
    (void)(everything.ratio = std::numeric_limits<double>::infinity());
    (void)(everything.ratio = 3.4e38);
}
