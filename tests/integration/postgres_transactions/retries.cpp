// SPDX-License-Identifier: BSL-1.0
// Transactions that are run again because of others.
#include "support/models.hpp"

using namespace dovetail_test;
using begin_mode = dt::postgres_options::begin_mode;
using isolation = dt::postgres_options::isolation_level;

namespace {

constexpr begin_mode serializable{.isolation = isolation::serializable};
constexpr dt::retry_policy patient{.attempts = 50, .first_pause = std::chrono::milliseconds(1), .longest_pause = std::chrono::milliseconds(20)};

dt::task<void> add_one(Engine& engine, int& runs) {
    Db db{engine, {.begin = serializable}};
    auto body = [&runs](Db& tx) -> dt::task<void> {
        ++runs;
        auto post = co_await tx.get(posts, 1);
        (*post)->score += 1;
    };
    co_await db.transaction(patient, body);
}

}  // namespace

TEST_CASE("serializable transactions that meet are run again until each has counted") {
    filled_database base;
    int runs = 0;
    auto all = [&]() -> dt::task<void> {
        std::vector<dt::task<void>> adding;
        for (int i = 0; i < 16; ++i) adding.push_back(add_one(base.engine, runs));
        co_await dt::when_all(std::move(adding));
    };
    sync_wait(all());
    CHECK(runs >= 16);
    Db db{base.engine};
    CHECK(single(db, dt::select(posts.score).where(posts.id == 1)) == 7 + 16);
}

TEST_CASE("a deadlock is one transaction's error, and is run again") {
    filled_database base;
    auto lock_both = [&](int first, int second) -> dt::task<void> {
        Db db{base.engine};
        auto body = [&](Db& tx) -> dt::task<void> {
            co_await tx.execute(dt::update(posts).set(posts.score = posts.score + 1).where(posts.id == first));
            co_await tx.execute(dt::update(posts).set(posts.score = posts.score + 1).where(posts.id == second));
        };
        co_await db.transaction(patient, body);
    };
    auto all = [&]() -> dt::task<void> {
        std::vector<dt::task<void>> both;
        both.push_back(lock_both(1, 2));
        both.push_back(lock_both(2, 1));
        co_await dt::when_all(std::move(both));
    };
    sync_wait(all());
    Db db{base.engine};
    CHECK(single(db, dt::select(dt::sum(posts.score))) == 5 + 4);
}

TEST_CASE("the last attempt's error is the program's") {
    filled_database base;
    Db db{base.engine};
    int runs = 0;
    auto body = [&](Db&) -> dt::task<void> {
        ++runs;
        throw dt::error(dt::error_category::serialization, "always");
        co_return;
    };
    CHECK(failure(db.transaction(dt::retry_policy{.attempts = 3, .first_pause = std::chrono::milliseconds(0)}, body)).category() ==
          dt::error_category::serialization);
    CHECK(runs == 3);
}

TEST_CASE("other errors are not for a second run, nor is a commit whose outcome is unknown") {
    filled_database base;
    Db db{base.engine};
    for (auto category : {dt::error_category::unique, dt::error_category::outcome_unknown, dt::error_category::connection}) {
        int runs = 0;
        auto body = [&](Db&) -> dt::task<void> {
            ++runs;
            throw dt::error(category, "once");
            co_return;
        };
        CHECK(failure(db.transaction(dt::retry_policy{}, body)).category() == category);
        CHECK(runs == 1);
    }
}

TEST_CASE("each run begins with a fresh session") {
    filled_database base;
    Db db{base.engine};
    int runs = 0;
    auto body = [&](Db& tx) -> dt::task<void> {
        auto ann = co_await tx.get(users, 1);
        CHECK((*ann)->nickname == std::nullopt);
        (*ann)->nickname = "changed";
        (void)tx.add(NewRole{.name = "again"});
        co_await tx.flush();
        if (++runs < 3) throw dt::error(dt::error_category::serialization, "not yet");
    };
    sync_wait(db.transaction(patient, body));
    CHECK(single(db, dt::select(dt::count(roles.id))) == 4);
}

TEST_CASE("inside of a transaction there is no retrying") {
    filled_database base;
    Db db{base.engine};
    (void)single(db, dt::select(dt::count(roles.id)));
    auto body = [](Db&) -> dt::task<void> { co_return; };
    CHECK(failure(db.transaction(dt::retry_policy{}, body)).category() == dt::error_category::usage);
    CHECK(failure(db.transaction(serializable, body)).category() == dt::error_category::usage);
}

TEST_CASE("a transaction begins as it is told") {
    filled_database base;
    Db db{base.engine};
    std::string level, writes;
    auto body = [&](Db& tx) -> dt::task<void> {
        auto const isolation = co_await tx.scalar(dt::raw<"SELECT current_setting('transaction_isolation')", std::string>());
        auto const read_only = co_await tx.scalar(dt::raw<"SELECT current_setting('transaction_read_only')", std::string>());
        level = *isolation;
        writes = *read_only;
    };
    sync_wait(db.transaction(begin_mode{.isolation = isolation::repeatable_read, .read_only = true}, body));
    CHECK(level == "repeatable read");
    CHECK(writes == "on");
    sync_wait(db.transaction(body));
    CHECK(level == "read committed");
    CHECK(writes == "off");
    auto writing = [](Db& tx) -> dt::task<void> { co_await tx.execute(dt::delete_from(comments).all_rows()); };
    CHECK(failure(db.transaction(begin_mode{.read_only = true}, writing)).category() == dt::error_category::read_only);
}
