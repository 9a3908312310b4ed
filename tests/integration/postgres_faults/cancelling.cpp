// SPDX-License-Identifier: BSL-1.0
// db.cancel() over a network that holds its request back: nobody waits for that but the statement it is about.
#include "proxy.hpp"
#include "server.hpp"

using namespace dovetail_test;
using category = dt::error_category;
using kind = network_fault::kind;
using direction = network_fault::direction;

namespace {

constexpr auto one = dt::raw<"SELECT 1", int>();
constexpr auto take_lock = dt::raw<"SELECT 1 FROM (SELECT pg_advisory_xact_lock(77)) AS waited", int>();

struct held_back {
    fault_proxy proxy{server_port()};
    Engine far{url_with(":" + server_port() + "/", ":" + proxy.port() + "/") + "?sslmode=disable", {.pool_size = 1}};
    Engine near{database_url(), {.pool_size = 2}};
    administrator admin;
    Db db{far}, owner{near};

    held_back() { (void)sync_wait(owner.execute(take_lock)); }

    dt::task<std::optional<category>> run() {
        try {
            (void)co_await db.execute(take_lock);
        } catch (dt::error const& problem) {
            co_return problem.category();
        }
        co_return std::nullopt;
    }
    /// Has the statement asked to stop, by a request that goes no further than the proxy.
    dt::task<void> cancel() {
        while (admin.sessions("wait_event_type = 'Lock'") == 0) co_await dt::run_loop::current()->schedule();
        proxy.arm({kind::stall, direction::to_server, 8});
        db.cancel();
        while (!proxy.has_happened()) co_await dt::run_loop::current()->schedule();
        (void)co_await near.execute(one);       // the loop goes on
    }
};

}  // namespace

TEST_CASE("a request to stop a statement holds up nothing else while it is under way") {
    held_back base;
    auto const stop = [&]() -> dt::task<void> {
        co_await base.cancel();
        base.proxy.disarm();
    };
    auto const [outcome, nothing] = sync_wait(dt::when_all(base.run(), stop()));
    (void)nothing;
    CHECK(outcome == category::cancelled);
    sync_wait(base.db.rollback());
    CHECK(base.far.pool().statistics().opened == 1);
}

TEST_CASE("a request that comes too late stops no other statement") {
    held_back base;
    bool is_over = false;
    auto const run = [&]() -> dt::task<std::optional<category>> {
        auto const outcome = co_await base.run();
        is_over = true;
        co_return outcome;
    };
    auto const stop = [&]() -> dt::task<void> {
        co_await base.cancel();
        co_await base.owner.rollback();
        base.admin.wait_for_sessions(0, "state = 'active'");        // the statement has been answered
        (void)co_await base.near.execute(one);
        CHECK_FALSE(is_over);
        base.proxy.disarm();
    };
    auto const [outcome, nothing] = sync_wait(dt::when_all(run(), stop()));
    (void)nothing;
    CHECK(outcome == std::nullopt);
    for (int i = 0; i < 20; ++i) CHECK(sync_wait(base.db.execute(one)).scalar_one() == 1);
    sync_wait(base.db.rollback());
    CHECK(base.far.pool().statistics().opened == 1);
}

TEST_CASE("a request that comes before the statement does is repeated") {
    held_back base;
    (void)sync_wait(base.db.execute(one));
    base.proxy.arm({kind::stall, direction::to_server, 20});        // a request to stop has 16 bytes
    auto const stop = [&]() -> dt::task<void> {
        while (!base.proxy.has_happened()) co_await dt::run_loop::current()->schedule();
        auto const connections = base.proxy.connections_seen();
        base.db.cancel();
        while (base.proxy.connections_seen() < connections + 2) co_await dt::run_loop::current()->schedule();
        base.proxy.disarm();
    };
    auto const [outcome, nothing] = sync_wait(dt::when_all(base.run(), stop()));
    (void)nothing;
    CHECK(outcome == category::cancelled);
    sync_wait(base.db.rollback());
    CHECK(sync_wait(base.db.execute(one)).scalar_one() == 1);
    CHECK(base.far.pool().statistics().opened == 1);
}

TEST_CASE("nothing is asked of a connection that runs nothing") {
    held_back base;
    CHECK(sync_wait(base.db.execute(one)).scalar_one() == 1);
    auto const connections = base.proxy.connections_seen();
    for (int i = 0; i < 20; ++i) {
        base.db.cancel();
        CHECK(sync_wait(base.db.execute(one)).scalar_one() == 1);
    }
    CHECK(base.proxy.connections_seen() == connections);
}
