// SPDX-License-Identifier: BSL-1.0
// Statements of many coroutines on one connection: each gets its own answer, or its own error.
#include "support/models.hpp"
#include "support/suspended.hpp"

using namespace dovetail_test;
using category = dt::error_category;

namespace {

struct one_connection : empty_database {
    one_connection() : empty_database({.pool_size = 1}) {
        Db db{engine};
        sync_wait(db.create_all(tables));
        for (auto name : {"admin", "member", "guest"}) (void)db.add(NewRole{.name = name});
        sync_wait(db.commit());
    }
    ~one_connection() {
        CHECK(engine.pool().statistics().opened == 1);
        CHECK(sync_wait(engine.execute(dt::raw<"SELECT 1", int>())).scalar_one() == 1);
    }
};

/// What each of `count` coroutines gives, which all run at the same time.
template <class Make>
auto together(int count, Make make) {
    std::vector<decltype(make(0))> all;
    for (int i = 0; i < count; ++i) all.push_back(make(i));
    return sync_wait(dt::when_all(std::move(all)));
}
/// The category of a statement's error; nothing if it has none.
template <class Statement>
dt::task<std::optional<category>> outcome_of(Engine& engine, Statement statement) {
    try {
        (void)co_await engine.execute(std::move(statement));
    } catch (dt::error const& problem) {
        co_return problem.category();
    }
    co_return std::nullopt;
}

}  // namespace

TEST_CASE("64 coroutines share a connection, and each has its own answer") {
    one_connection base;
    auto const texts = together(64, [&](int i) -> dt::task<std::string> {
        auto const first = dt::raw<"SELECT ? || '/' || ?", std::string>(std::to_string(i), "first");
        auto rows = co_await base.engine.execute(first);
        auto const second = dt::select(roles).where(roles.id == 1 + i % 3);
        auto found = co_await base.engine.execute(second);
        co_return rows.scalar_one() + "/" + found.scalar_one().name;
    });
    for (int i = 0; i < 64; ++i)
        REQUIRE(texts[static_cast<std::size_t>(i)] == std::to_string(i) + "/first/" + (i % 3 == 0 ? "admin" : i % 3 == 1 ? "member" : "guest"));
}

TEST_CASE("answers of every size, more than the socket holds") {
    one_connection base;
    auto const sizes = together(32, [&](int i) -> dt::task<std::size_t> {
        std::string const text(i % 4 == 0 ? 1'000'000 : static_cast<std::size_t>(i), 'x');
        auto const echo = dt::raw<"SELECT ?", std::string>(text);
        auto rows = co_await base.engine.execute(echo);
        co_return rows.scalar_one() == text ? text.size() : 0;
    });
    for (int i = 0; i < 32; ++i) CHECK(sizes[static_cast<std::size_t>(i)] == (i % 4 == 0 ? 1'000'000u : static_cast<std::size_t>(i)));
}

TEST_CASE("a statement that fails does not fail its neighbours") {
    one_connection base;
    auto const outcomes = together(60, [&](int i) {
        if (i % 3 == 0) return outcome_of(base.engine, dt::insert_into(roles).values(roles.name = "admin"));
        if (i % 3 == 1) return outcome_of(base.engine, dt::insert_into(roles).values(roles.name = "role " + std::to_string(i)));
        return outcome_of(base.engine, dt::raw<"SELECT 1 / ?", int>(i % 2));
    });
    for (int i = 0; i < 60; ++i) {
        INFO(i);
        auto const expected = i % 3 == 0   ? std::optional(category::unique)
                              : i % 3 == 1 ? std::nullopt
                              : i % 2 == 0 ? std::optional(category::data)
                                           : std::nullopt;
        CHECK(outcomes[static_cast<std::size_t>(i)] == expected);
    }
    CHECK(single(base.engine, dt::select(dt::count(roles.id))) == 23);      // each is committed by itself
}

TEST_CASE("a text that the server does not take fails for each with its own error") {
    one_connection base;
    for (int round = 0; round < 2; ++round) {
        auto const outcomes = together(10, [&](int i) { return outcome_of(base.engine, dt::raw<"SELECT nothing FROM nowhere WHERE x = ?", int>(i)); });
        for (auto const& each : outcomes) CHECK(each == category::syntax);
    }
    // Once the table is there, the same text is prepared again.
    execute_text(base.engine, "CREATE TABLE nowhere (nothing integer, x integer); INSERT INTO nowhere VALUES (7, 1)");
    CHECK(sync_wait(base.engine.execute(dt::raw<"SELECT nothing FROM nowhere WHERE x = ?", int>(1))).scalar_one() == 7);
}

TEST_CASE("a NULL here and a value there, in the same statement") {
    one_connection base;
    auto const found = together(12, [&](int i) -> dt::task<int> {
        std::optional<std::string> name;
        if (i % 2) name = "admin";
        auto const query = dt::select(dt::count(roles.id)).where(roles.name == name);
        auto rows = co_await base.engine.execute(query);
        co_return static_cast<int>(rows.scalar_one());
    });
    for (int i = 0; i < 12; ++i) CHECK(found[static_cast<std::size_t>(i)] == i % 2);
}

TEST_CASE("one that is dropped while it waits takes nothing from the others") {
    one_connection base;
    auto const echo = [&](int i) -> dt::task<int> {
        auto const statement = dt::raw<"SELECT ? + 0", std::int64_t>(i);
        auto rows = co_await base.engine.execute(statement);
        co_return static_cast<int>(rows.scalar_one());
    };
    CHECK(sync_wait(echo(0)) == 0);
    auto const drop_one_of = [&](int i) -> dt::task<int> {
        if (i % 4 == 1) drop_at_once(echo(i));
        co_return co_await echo(i);
    };
    auto const numbers = together(20, drop_one_of);
    for (int i = 0; i < 20; ++i) CHECK(numbers[static_cast<std::size_t>(i)] == i);
}

TEST_CASE("a connection that breaks fails all that are on it, and the next ones have another") {
    empty_database base{{.pool_size = 1}};
    auto const pid = sync_wait(base.engine.execute(dt::raw<"SELECT pg_backend_pid()", int>())).scalar_one();
    std::vector<dt::task<std::optional<category>>> all;
    for (int i = 0; i < 8; ++i) all.push_back(outcome_of(base.engine, dt::raw<"SELECT 1 FROM pg_sleep(?)", int>(600)));
    auto const end = [&]() -> dt::task<std::optional<category>> {
        CHECK(server_value("SELECT pg_terminate_backend(" + std::to_string(pid) + ", 10000)") == "t");
        co_return std::nullopt;
    };
    all.push_back(end());
    auto const outcomes = sync_wait(dt::when_all(std::move(all)));
    for (int i = 0; i < 8; ++i) CHECK(outcomes[static_cast<std::size_t>(i)] == category::connection);
    CHECK(sync_wait(base.engine.execute(dt::raw<"SELECT 1", int>())).scalar_one() == 1);
    CHECK(base.engine.pool().statistics().lost == 1);
    CHECK(base.engine.pool().statistics().open == 1);
}

TEST_CASE("more connections are opened while those there are are busy, up to the pool's size") {
    empty_database base{{.pool_size = 3}};
    auto const pids = together(30, [&](int) -> dt::task<int> {
        auto rows = co_await base.engine.execute(dt::raw<"SELECT pg_backend_pid()", int>());
        co_return rows.scalar_one();
    });
    CHECK(pids.size() == 30);
    CHECK(base.engine.pool().statistics().opened <= 3);
}
