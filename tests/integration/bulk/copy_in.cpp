// SPDX-License-Identifier: BSL-1.0
// db.copy_in(): many rows in constant memory.
#include "support/columns.hpp"
#include "support/models.hpp"

#include <ranges>
#include <stop_token>

using namespace dovetail_test;

namespace {

auto made_roles(int count) {
    return std::views::iota(0, count) | std::views::transform([](int i) { return NewRole{.name = "role " + std::to_string(i)}; });
}

}  // namespace

TEST_CASE("a range that is made as it goes") {
    filled_database base;
    Db db{base.engine};
    std::int64_t calls = 0, last = 0;
    auto rows = made_roles(20'000);
    auto const count = sync_wait(db.copy_in(roles, rows, [&](std::int64_t sent) {
        ++calls;
        CHECK(sent > last);
        last = sent;
    }));
    CHECK(count.row_count() == 20'000);
    CHECK(last == 20'000);
    CHECK(calls > 1);
    sync_wait(db.commit());
    CHECK(single(db, dt::select(dt::count(roles.id))) == 20'003);
    CHECK(single(db, dt::select(roles.name).where(roles.name == "role 12345")) == "role 12345");
}

TEST_CASE("rows of one kind, or none") {
    filled_database base;
    Db db{base.engine};
    std::vector<NewRole> none, one{{.name = "one"}};
    CHECK(sync_wait(db.copy_in(roles, none)).row_count() == 0);
    CHECK(sync_wait(db.copy_in(roles, one)).row_count() == 1);
    CHECK(single(db, dt::select(dt::count(roles.id))) == 4);
}

TEST_CASE("a column of every type is copied") {
    empty_database base;
    Db db{base.engine};
    sync_wait(db.create_all(column_tables));
    std::vector<NewEverything> const rows{plain_row(), plain_row()};
    std::vector<NewMaybeEverything> const nothing(3);
    CHECK(sync_wait(db.copy_in(everything, rows)).row_count() == 2);
    CHECK(sync_wait(db.copy_in(maybe_everything, nothing)).row_count() == 3);
    auto const inserted = sync_wait(db.execute(dt::insert_into(everything).values(rows)));
    CHECK(inserted.row_count() == 2);
    auto all = sync_wait(db.execute(dt::select(everything).order_by(everything.id))).all();
    REQUIRE(all.size() == 4);
    all[0].id = all[2].id;
    CHECK(all[0] == all[2]);
    auto const maybe = sync_wait(db.execute(dt::select(maybe_everything))).all();
    REQUIRE(maybe.size() == 3);
    CHECK_FALSE(maybe[0].words);
    CHECK_FALSE(maybe[2].at);
}

TEST_CASE("defaults of the program are given, keys are made or given") {
    rows_database base;
    Db db{base.engine};
    std::vector<NewDefaults> const made(2), given{{.id = 1001, .number = 3, .code = "A"}, {.id = 1002, .word = "w", .code = "B"}};
    CHECK(sync_wait(db.copy_in(defaults, made)).row_count() == 2);
    CHECK(sync_wait(db.copy_in(defaults, given)).row_count() == 2);
    auto const all = sync_wait(db.execute(dt::select(defaults).order_by(defaults.id))).all();
    REQUIRE(all.size() == 4);
    CHECK(all[0].number == -7);
    CHECK(all[0].word == "it's");
    CHECK(all[0].code == "AUTO");
    CHECK(all[2].doubled == 6);
    CHECK(all[3].code == "B");
}

TEST_CASE("what the range throws ends the copy, and nothing of it is kept") {
    filled_database base;
    Db db{base.engine};
    sync_wait(db.execute(dt::update(users).set(users.nickname = "kept").where(users.id == 1)));
    auto rows = std::views::iota(0, 10'000) | std::views::transform([](int i) {
                    if (i == 7'777) throw std::runtime_error("the source ended");
                    return NewRole{.name = "role " + std::to_string(i)};
                });
    CHECK_THROWS_AS(sync_wait(db.copy_in(roles, rows)), std::runtime_error);
    CHECK(single(db, dt::select(dt::count(roles.id))) == 3);
    sync_wait(db.commit());         // what came before it in the transaction is
    CHECK(sync_wait(db.execute(dt::select(users).where(users.id == 1))).scalar_one().nickname == "kept");
}

TEST_CASE("a row that the table refuses ends the copy") {
    filled_database base;
    Db db{base.engine};
    std::vector<NewRole> const rows{{.name = "new"}, {.name = "admin"}};
    CHECK(failure(db.copy_in(roles, rows)).category() == dt::error_category::unique);
    CHECK(single(db, dt::select(dt::count(roles.id))) == 3);
}

TEST_CASE("a row that the table refuses ends the copy of a range without an end") {
    filled_database base;
    Db db{base.engine};
    auto rows = std::views::iota(0) | std::views::transform([](int i) {
                    return NewRole{.name = i == 1'000 ? "admin" : "role " + std::to_string(i)};
                });
    CHECK(failure(db.copy_in(roles, rows)).category() == dt::error_category::unique);
    CHECK(single(db, dt::select(dt::count(roles.id))) == 3);
}

TEST_CASE("a stop ends the copy of a range without an end") {
    filled_database base;
    Db db{base.engine};
    std::stop_source stop;
    db.stop_with(stop.get_token());
    auto rows = std::views::iota(0) | std::views::transform([&](int i) {
                    if (i == 10'000) stop.request_stop();
                    return NewRole{.name = "role " + std::to_string(i)};
                });
    CHECK(failure(db.copy_in(roles, rows)).category() == dt::error_category::cancelled);
    db.stop_with({});
    CHECK(single(db, dt::select(dt::count(roles.id))) == 3);
}
