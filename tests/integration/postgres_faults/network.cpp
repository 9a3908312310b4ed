// SPDX-License-Identifier: BSL-1.0
// A network that cuts, holds back, halves and corrupts what goes through it: each operation ends, with an error that says
// so, in its time; and the pool heals.
#include "proxy.hpp"
#include "server.hpp"

using namespace dovetail_test;
using namespace std::chrono_literals;
using category = dt::error_category;
using kind = network_fault::kind;
using direction = network_fault::direction;

namespace {

template <class View>
struct MarkModel {
    static constexpr dt::table_name table = "marks";
    dt::column<View, "id", dt::integer, dt::primary_key> id;
};
inline constexpr dt::table<MarkModel> marks;

constexpr std::size_t pool_size = 2;
constexpr auto limit = 60ms;

dt::task<std::optional<category>> outcome_of(Engine& engine, std::string text) {
    try {
        auto const echo = dt::raw<"SELECT ?", std::string>(text);
        auto found = co_await engine.execute(echo);
        if (found.scalar_one() != text) co_return category::data;       // what came is wrong, and nobody could tell
    } catch (dt::error const& problem) {
        co_return problem.category();
    }
    co_return std::nullopt;
}
struct far_database {
    explicit far_database(std::string const& options = "?sslmode=disable", dt::postgres_options how = {.pool_size = pool_size})
        : proxy(server_port()), engine(url_with(":" + server_port() + "/", ":" + proxy.port() + "/") + options, how) {
        server_execute("DROP TABLE IF EXISTS marks; CREATE TABLE marks (id integer PRIMARY KEY)");
    }
    /// Whoever comes now is served.
    void check_heals() {
        proxy.disarm();
        auto outcome = sync_wait(outcome_of(engine, "healed"));
        // A busy machine may be slower than a short limit.
        while (outcome == category::timeout) outcome = sync_wait(outcome_of(engine, "healed"));
        REQUIRE(outcome == std::nullopt);
        auto const numbers = engine.pool().statistics();
        REQUIRE(numbers.in_use == 0);
        REQUIRE(numbers.open <= pool_size);
    }
    fault_proxy proxy;
    Engine engine;
};
dt::task<std::optional<category>> outcome_of_commit(Engine& engine, int id) {
    try {
        Db db{engine};
        (void)co_await db.execute(dt::raw<"INSERT INTO marks VALUES (?)">(id));
        co_await db.commit();
    } catch (dt::error const& problem) {
        co_return problem.category();
    }
    co_return std::nullopt;
}
std::string name_of(std::optional<category> outcome) { return outcome ? std::string(dt::to_string(*outcome)) : "nothing"; }

}  // namespace

TEST_CASE("a stream that is cut after any of its bytes") {
    far_database base;
    tally counts("cut at every second byte of a statement");
    for (auto const in : {direction::from_server, direction::to_server})
        for (std::size_t at = 0; at < 400; at += 2) {
            base.check_heals();
            base.proxy.arm({kind::cut, in, at});
            auto const outcome = sync_wait(outcome_of(base.engine, "some text"));
            counts.add(name_of(outcome));
            INFO(at);
            if (!base.proxy.has_happened()) break;      // behind the last byte
            // Where the answer is complete, what is cut behind it does not matter.
            REQUIRE(outcome == category::connection);
        }
    base.check_heals();
    CHECK(counts[category::connection] > 60);
}

TEST_CASE("a commit that is cut after any of its bytes is never said to have happened, nor not") {
    far_database base;
    tally counts("cut at every third byte of a transaction");
    administrator admin;
    int id = 0;
    for (auto const in : {direction::from_server, direction::to_server})
        for (std::size_t at = 0; at < 400; at += 3) {
            base.check_heals();
            base.proxy.arm({kind::cut, in, at});
            auto const outcome = sync_wait(outcome_of_commit(base.engine, ++id));
            bool const has_happened = base.proxy.has_happened();
            base.proxy.disarm();
            // Where the server has not noticed yet, it does before it answers the next question.
            admin.wait_for_sessions(0, "state = 'idle in transaction'");
            bool const is_there = server_value("SELECT count(*) FROM marks WHERE id = " + std::to_string(id)) == "1";
            counts.add(name_of(outcome) + (is_there ? ", committed" : ", not committed"));
            INFO(at << " " << name_of(outcome));
            if (!has_happened) break;
            if (outcome == category::connection) REQUIRE_FALSE(is_there);
            else REQUIRE(outcome == category::outcome_unknown);
        }
    base.check_heals();
    CHECK(counts["outcome_unknown, committed"] > 2);
    CHECK(counts["connection, not committed"] > 20);
}

TEST_CASE("a change without a transaction that is cut after any of its bytes is never said to have happened, nor not") {
    far_database base;
    tally counts("cut at every third byte of an insert");
    administrator admin;
    int id = 0;
    auto const outcome_of_insert = [&]() -> dt::task<std::optional<category>> {
        try {
            auto const added = id % 2 ? co_await base.engine.execute(dt::raw<"INSERT INTO marks VALUES (?)">(id))
                                      : co_await base.engine.execute(dt::insert_into(marks).values(marks.id = id));
            CHECK(added.row_count() == 1);
        } catch (dt::error const& problem) {
            co_return problem.category();
        }
        co_return std::nullopt;
    };
    for (auto const in : {direction::from_server, direction::to_server})
        for (std::size_t at = 0; at < 400; at += 3) {
            base.check_heals();
            base.proxy.arm({kind::cut, in, at});
            ++id;
            auto const outcome = sync_wait(outcome_of_insert());
            bool const has_happened = base.proxy.has_happened();
            base.proxy.disarm();
            admin.wait_for_sessions(0, "state = 'active'");
            bool const is_there = server_value("SELECT count(*) FROM marks WHERE id = " + std::to_string(id)) == "1";
            counts.add(name_of(outcome) + (is_there ? ", committed" : ", not committed"));
            INFO(at << " " << name_of(outcome));
            if (!has_happened) break;
            if (outcome == std::nullopt) REQUIRE(is_there);         // cut behind the answer
            else REQUIRE(outcome == category::outcome_unknown);
        }
    base.check_heals();
    CHECK(counts["outcome_unknown, committed"] > 2);
    CHECK(counts["outcome_unknown, not committed"] > 2);
}

TEST_CASE("a change that the server says it has undone is none") {
    far_database base;
    administrator admin;
    auto const insert = [&]() -> dt::task<void> {
        auto const statement = dt::raw<"INSERT INTO marks SELECT 1 FROM pg_sleep(600)">();
        try {
            (void)co_await base.engine.execute(statement);
            FAIL_CHECK("it was not stopped");
        } catch (dt::error const& problem) {
            CHECK(problem.category() == category::connection);
        }
    };
    auto const kill = [&]() -> dt::task<void> {
        while (admin.sessions("state = 'active'") == 0) co_await dt::run_loop::current()->schedule();
        CHECK(admin.end_a_session());
    };
    std::vector<dt::task<void>> all;
    all.push_back(insert());
    all.push_back(kill());
    sync_wait(dt::when_all(std::move(all)));
    base.check_heals();
}

TEST_CASE("a stream that stops") {
    far_database base("?sslmode=disable", {.pool_size = 1, .response_timeout = limit});
    tally counts("stops after some bytes");
    for (auto const in : {direction::from_server, direction::to_server})
        for (std::size_t const at : {0u, 1u, 4u, 5u, 20u, 50u}) {
            base.check_heals();
            base.proxy.arm({kind::stall, in, at});
            std::vector<dt::task<std::optional<category>>> all;
            for (int i = 0; i < 4; ++i) all.push_back(outcome_of(base.engine, std::string(100, 'x')));
            for (auto const& outcome : sync_wait(dt::when_all(std::move(all)))) {
                counts.add(name_of(outcome));
                CHECK(outcome == category::timeout);
            }
        }
    base.check_heals();
}

TEST_CASE("answers that come late, but in time") {
    far_database base("?sslmode=disable", {.pool_size = 1});
    base.check_heals();
    base.proxy.arm({kind::stall, direction::from_server, 7});
    auto const release = [&]() -> dt::task<std::optional<category>> {
        while (!base.proxy.has_happened()) co_await dt::run_loop::current()->schedule();
        base.proxy.disarm();
        co_return std::nullopt;
    };
    std::vector<dt::task<std::optional<category>>> all;
    for (int i = 0; i < 16; ++i) all.push_back(outcome_of(base.engine, std::to_string(i)));
    all.push_back(release());
    for (auto const& outcome : sync_wait(dt::when_all(std::move(all)))) CHECK(outcome == std::nullopt);
    CHECK(base.engine.pool().statistics().opened == 1);
}

TEST_CASE("bytes that are changed on their way end an operation, whatever they are") {
    tally counts("each byte changed");
    far_database base("?sslmode=disable", {.pool_size = pool_size, .response_timeout = limit});
    for (auto const in : {direction::from_server, direction::to_server})
        for (std::size_t at = 0; at < 400; ++at) {
            base.check_heals();
            base.proxy.arm({kind::corrupt, in, at});
            counts.add(name_of(sync_wait(outcome_of(base.engine, "some text"))));
            if (!base.proxy.has_happened()) break;
        }
    base.check_heals();
    // Most of them are no text or number.
    CHECK(counts[category::connection] + counts[category::timeout] > 40);
}

TEST_CASE("with TLS no change of a byte goes unnoticed") {
    tally counts("each byte changed, with TLS");
    far_database base("?sslmode=require", {.pool_size = pool_size, .response_timeout = 10 * limit});
    for (auto const in : {direction::from_server, direction::to_server})
        for (std::size_t at = 0; at < 400; at += 3) {
            base.check_heals();
            base.proxy.arm({kind::corrupt, in, at});
            auto const outcome = sync_wait(outcome_of(base.engine, "some text"));
            counts.add(name_of(outcome));
            if (!base.proxy.has_happened()) break;
            INFO(at);
            // A length that is too long is waited for.
            REQUIRE((outcome == category::connection || outcome == category::timeout));
        }
    base.check_heals();
}

TEST_CASE("connections that break while they are opened") {
    fault_proxy proxy(server_port());
    tally counts("broken while opening");
    for (auto const what : {kind::cut, kind::stall, kind::corrupt})
        for (std::size_t const at : {0u, 1u, 3u, 9u, 13u, 60u, 110u, 200u, 400u}) {
            proxy.arm({what, direction::from_server, at});
            Engine engine(url_with(":" + server_port() + "/", ":" + proxy.port() + "/") + "?sslmode=disable",
                          {.pool_size = pool_size, .connect_timeout = what == kind::cut ? 10s : limit, .response_timeout = limit});
            std::vector<dt::task<std::optional<category>>> all;
            for (int i = 0; i < 3; ++i) all.push_back(outcome_of(engine, "text"));
            for (auto const& outcome : sync_wait(dt::when_all(std::move(all)))) {
                counts.add(name_of(outcome));
                if (what == kind::cut) CHECK(outcome == category::connection);
                if (what == kind::stall) CHECK(outcome == category::timeout);
            }
            proxy.disarm();
            CHECK(engine.pool().statistics().in_use == 0);
        }
}

TEST_CASE("64 coroutines and a network that cuts them all, 20 times") {
    far_database base;
    Engine engine(base.engine.location(), {.pool_size = 4});
    tally counts("all connections cut under 64 coroutines");
    int cuts = 0, done = 0;
    auto const work = [&](int i) -> dt::task<void> {
        while (cuts < 20) {
            auto const outcome = i % 2 ? co_await outcome_of(engine, std::to_string(i)) : co_await outcome_of_commit(engine, -(++done));
            counts.add(name_of(outcome));
            if (outcome) CHECK((outcome == category::connection || outcome == category::outcome_unknown));
        }
    };
    auto const cut = [&]() -> dt::task<void> {
        for (; cuts < 20; ++cuts) {
            auto const some_more_are_done = [&, until = done + 50 + cuts] { return done >= until; };
            while (!some_more_are_done()) co_await dt::run_loop::current()->schedule();
            base.proxy.cut_all();
        }
    };
    std::vector<dt::task<void>> all;
    for (int i = 0; i < 64; ++i) all.push_back(work(i));
    all.push_back(cut());
    sync_wait(dt::when_all(std::move(all)));
    CHECK(counts[category::connection] + counts[category::outcome_unknown] >= 20);
    CHECK(sync_wait(outcome_of(engine, "after")) == std::nullopt);
    CHECK(engine.pool().statistics().in_use == 0);
    CHECK(engine.pool().statistics().open <= 4);
}
