// SPDX-License-Identifier: BSL-1.0
// Connections are opened for who waits first when they stand: who gives up sooner than connecting takes stops nothing.
#include "silent_server.hpp"

#include "support/models.hpp"
#include "support/suspended.hpp"

#include <algorithm>
#include <thread>

using namespace dovetail_test;
using namespace std::chrono_literals;
using category = dt::error_category;

namespace {

constexpr auto one = dt::raw<"SELECT 1", int>();

dt::task<int> ask(Engine& engine) {
    Db db{engine};
    co_return (co_await db.execute(one)).scalar_one();
}
dt::task<category> ask_in_vain(Engine& engine) {
    try {
        (void)co_await engine.execute(one);
    } catch (dt::error const& problem) {
        co_return problem.category();
    }
    co_return category::other;
}
/// Asks nothing of the pool while its connection is being opened.
dt::task<void> until_opened(Engine& engine) {
    while (engine.pool().statistics().opening > 0) co_await dt::run_loop::current()->schedule();
}

}  // namespace

TEST_CASE("an opening goes on when nobody waits for it any more") {
    empty_database base{{.pool_size = 4}};
    auto& pool = base.engine.pool();
    drop_at_once(ask(base.engine));
    drop_at_once(ask(base.engine));         // finds it under way
    CHECK(pool.statistics().opening == 1);
    CHECK(pool.statistics().waiting == 0);
    sync_wait(until_opened(base.engine));
    CHECK(pool.statistics().open == 1);
    CHECK(pool.statistics().in_use == 0);
    CHECK(sync_wait(ask(base.engine)) == 1);
    CHECK(pool.statistics().opened == 1);
    CHECK(pool.statistics().failed == 0);
}

TEST_CASE("an opening goes on when who waits for it is asked to stop") {
    empty_database base{{.pool_size = 1}};
    auto& pool = base.engine.pool();
    std::stop_source stop;
    Db db{base.engine};
    db.stop_with(stop.get_token());
    auto const stopping = [&]() -> dt::task<void> {
        CHECK(pool.statistics().opening == 1);
        CHECK(pool.statistics().waiting == 1);
        std::jthread([&] { stop.request_stop(); }).join();
        co_return;
    };
    auto const asking = [&]() -> dt::task<void> { (void)co_await db.execute(one); };
    std::vector<dt::task<void>> both;
    both.push_back(asking());
    both.push_back(stopping());
    CHECK(failure(dt::when_all(std::move(both))).category() == category::cancelled);
    sync_wait(until_opened(base.engine));
    CHECK(sync_wait(ask(base.engine)) == 1);
    CHECK(pool.statistics().opened == 1);
}

TEST_CASE("who has waited longest has the connection that another one wanted") {
    empty_database base{{.pool_size = 1}};
    std::vector<int> order;
    auto const note = [&](int who) -> dt::task<void> {
        CHECK(co_await ask(base.engine) == 1);
        order.push_back(who);
    };
    drop_at_once(ask(base.engine));
    std::vector<dt::task<void>> all;
    for (int who : {1, 2, 3}) all.push_back(note(who));
    (void)sync_wait(dt::when_all(std::move(all)));
    CHECK(order == std::vector{1, 2, 3});
    CHECK(base.engine.pool().statistics().opened == 1);
}

TEST_CASE("as many openings as wait, and as there is room for") {
    silent_server const server;
    Engine engine{server.location(), {.pool_size = 3}};
    for (std::size_t waiting : {1, 2, 3, 5}) {
        std::vector<dt::task<category>> all;
        while (all.size() < waiting) all.push_back(ask_in_vain(engine));
        auto const together = [](std::vector<dt::task<category>> those) -> dt::task<void> { (void)co_await dt::when_all(std::move(those)); };
        drop_at_once(together(std::move(all)));
        CHECK(engine.pool().statistics().opening == std::min<std::size_t>(waiting, 3));
        CHECK(engine.pool().statistics().waiting == 0);
    }
    // The engine ends while they are under way.
}

TEST_CASE("each opening that fails is the error of one who waits") {
    Engine engine{"host=127.0.0.1 port=1", {.pool_size = 2}};
    std::vector<dt::task<category>> all;
    while (all.size() < 200) all.push_back(ask_in_vain(engine));
    auto const told = sync_wait(dt::when_all(std::move(all)));
    CHECK(std::ranges::count(told, category::connection) == 200);
    auto const numbers = engine.pool().statistics();
    CHECK(numbers.failed == 200);
    CHECK(numbers.opening == 0);
    CHECK(numbers.waiting == 0);
    CHECK(numbers.opened == 0);
}

TEST_CASE("an opening that had failed before somebody asked is not theirs") {
    silent_server const server;
    Engine engine{server.location(), {.pool_size = 1, .connect_timeout = 10ms}};
    drop_at_once(ask_in_vain(engine));
    CHECK(server_value("SELECT 1 FROM pg_sleep(0.03)") == "1");         // nobody runs the loop meanwhile
    CHECK(sync_wait(ask_in_vain(engine)) == category::timeout);
    CHECK(engine.pool().statistics().failed == 2);
}

TEST_CASE("who gives up is told why there was no connection") {
    silent_server const server;
    Engine engine{server.location(), {.pool_size = 1, .connect_timeout = 20ms, .checkout_timeout = 5ms}};
    std::string said;
    while (said.find("cannot connect") == said.npos) {
        auto const problem = failure(engine.execute(one));
        CHECK(problem.category() == category::timeout);
        said = problem.what();
    }
    CHECK_THAT(said, contains("checkout_timeout") && contains("the last one that was to be opened: PostgreSQL: cannot connect: "));
}
