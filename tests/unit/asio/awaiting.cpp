// SPDX-License-Identifier: BSL-1.0
// as_awaitable: results, where the work and its caller go on, cancelling, dropping.
#include "support/catch.hpp"

#include <dovetail/asio.hpp>
#include <dovetail/executor/when_all.hpp>
#include <dovetail/executor/worker.hpp>

#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/experimental/awaitable_operators.hpp>

#include <atomic>
#include <latch>
#include <memory>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

namespace dt = dovetail;
namespace asio = boost::asio;

namespace {

/// Runs a coroutine of Asio to its end and throws what it throws.
template <class F>
void run(asio::io_context& io, F const& coroutine) {
    std::exception_ptr failure;
    asio::co_spawn(io, coroutine, [&](std::exception_ptr thrown) { failure = thrown; });
    io.restart();
    io.run();
    if (failure) std::rethrow_exception(failure);
}

/// Suspends for ever; notes that it was dropped.
struct never {
    bool& dropped;
    explicit never(bool& note) : dropped(note) {}
    never(never const&) = delete;
    ~never() { dropped = true; }
    bool await_ready() const noexcept { return false; }
    void await_suspend(std::coroutine_handle<>) const noexcept {}
    void await_resume() const noexcept {}
};

/// What cannot move, nor be made of nothing, like a statement.
struct immovable {
    std::string value;
    explicit immovable(std::string of) : value(std::move(of)) {}
    immovable(immovable&&) = delete;
    bool await_ready() const noexcept { return true; }
    void await_suspend(std::coroutine_handle<>) const noexcept {}
    std::string await_resume() { return std::move(value); }
};

dt::task<std::unique_ptr<int>> make(int n) { co_return std::make_unique<int>(n); }
dt::task<void> fail() {
    throw std::runtime_error("no");
    co_return;
}
dt::task<void> wait_for_ever(bool& dropped) {
    never forever(dropped);
    co_await forever;
}

}  // namespace

TEST_CASE("as_awaitable: values and exceptions come through") {
    asio::io_context io;
    run(io, []() -> asio::awaitable<void> {
        auto const made = co_await dt::as_awaitable(make(7));
        CHECK(*made == 7);
        auto named = make(8);
        auto const made_of_named = co_await dt::as_awaitable(named);
        CHECK(*made_of_named == 8);
        auto const text = co_await dt::as_awaitable(immovable("text"));
        CHECK(text == "text");
        immovable lasting("lasts");
        auto const lasted = co_await dt::as_awaitable(lasting);
        CHECK(lasted == "lasts");
        CHECK_THROWS_AS(co_await dt::as_awaitable(fail()), std::runtime_error);
        dt::task<void> empty;
        CHECK_THROWS_AS(co_await dt::as_awaitable(std::move(empty)), dt::error);
    });
}

TEST_CASE("as_awaitable: a result that nothing but the work can make") {
    struct made {
        explicit made(int n) : value(n) {}
        int value;
    };
    auto const make_it = []() -> dt::task<made> { co_return made(5); };
    asio::io_context io;
    run(io, [&]() -> asio::awaitable<void> { 
        made const it = co_await dt::as_awaitable(make_it());
        CHECK(it.value == 5);
    });
}

TEST_CASE("as_awaitable: work on other threads goes on on the caller's") {
    asio::io_context io;
    dt::worker one, two;
    auto const here = std::this_thread::get_id();
    auto const there = [] { return std::this_thread::get_id(); };
    auto const through = [&]() -> dt::task<int> {
        int elsewhere = 0;
        for (int i = 0; i < 100; ++i) {
            auto& next = i % 2 == 0 ? one : two;
            auto const ran_on = co_await next.run(there);
            elsewhere += ran_on != here;
            CHECK(std::this_thread::get_id() == here);
        }
        co_return elsewhere;
    };
    run(io, [&]() -> asio::awaitable<void> {
        int const elsewhere = co_await dt::as_awaitable(through());
        CHECK(elsewhere == 100);
        CHECK(std::this_thread::get_id() == here);
        auto const ran_on = co_await dt::as_awaitable(one.run(there));
        CHECK(ran_on != here);
        CHECK(std::this_thread::get_id() == here);
        auto [first, second] = co_await dt::as_awaitable(dt::when_all(through(), through()));
        CHECK(first + second == 200);
    });
}

TEST_CASE("as_awaitable: many at once, and the thread serves others meanwhile") {
    asio::io_context io;
    dt::worker slow;
    std::latch others_ran(1);
    int done = 0;
    auto const work = [&]() -> dt::task<void> {
        auto const wait = [&] { others_ran.wait(); };
        co_await slow.run(wait);
        ++done;
    };
    for (int i = 0; i < 64; ++i)
        asio::co_spawn(io, [&]() -> asio::awaitable<void> { co_await dt::as_awaitable(work()); }, asio::detached);
    asio::post(io, [&] { others_ran.count_down(); });
    io.run();
    CHECK(done == 64);
}

TEST_CASE("as_awaitable: threads that share an io_context without a strand") {
    asio::io_context io;
    std::atomic<int> done = 0;
    std::vector<std::unique_ptr<dt::worker>> workers;
    for (int i = 0; i < 2; ++i) workers.push_back(std::make_unique<dt::worker>());
    auto const nothing = [] {};
    for (int i = 0; i < 32; ++i)
        asio::co_spawn(io, [&, i]() -> asio::awaitable<void> {
            auto const child = [&](int n) -> dt::task<int> {
                for (int k = 0; k < 20; ++k) co_await workers[static_cast<std::size_t>(n + k) % 2]->run(nothing);
                co_return n;
            };
            int unguarded = 0;          // by as_awaitable: on one thread at a time
            auto const counting = [&](int n) -> dt::task<void> {
                for (int k = 0; k < 20; ++k) {
                    co_await workers[static_cast<std::size_t>(n + k) % 2]->run(nothing);
                    ++unguarded;
                }
            };
            int const given = co_await dt::as_awaitable(child(i));
            CHECK(given == i);
            co_await dt::as_awaitable(dt::when_all(counting(0), counting(1)));
            done += unguarded == 40;
        }, asio::detached);
    {
        std::vector<std::jthread> threads;
        for (int i = 0; i < 3; ++i) threads.emplace_back([&] { io.run(); });
    }
    CHECK(done == 32);
}

TEST_CASE("as_awaitable: work on another executor") {
    asio::io_context io;
    asio::thread_pool there(1);
    auto const here = std::this_thread::get_id();
    auto const where = []() -> dt::task<std::thread::id> { co_return std::this_thread::get_id(); };
    run(io, [&]() -> asio::awaitable<void> {
        for (int i = 0; i < 100; ++i) {
            auto const ran_on = co_await dt::as_awaitable(there.get_executor(), where());
            CHECK(ran_on != here);
            CHECK(std::this_thread::get_id() == here);
        }
        CHECK_THROWS_AS(co_await dt::as_awaitable(there.get_executor(), fail()), std::runtime_error);
    });
}

TEST_CASE("as_awaitable: who cancels the wait ends the work") {
    asio::io_context io;
    asio::cancellation_signal stop;
    bool dropped = false;
    std::exception_ptr failure;
    bool const on_another = GENERATE(false, true);
    auto const waiting = [&]() -> asio::awaitable<void> {
        if (on_another) co_await dt::as_awaitable(asio::make_strand(io), wait_for_ever(dropped));
        else co_await dt::as_awaitable(wait_for_ever(dropped));
    };
    asio::co_spawn(io, waiting,
                   asio::bind_cancellation_slot(stop.slot(), [&](std::exception_ptr thrown) { failure = thrown; }));
    io.poll();
    CHECK_FALSE(dropped);
    stop.emit(asio::cancellation_type::terminal);
    io.run();
    CHECK(dropped);
    REQUIRE(failure);
    try {
        std::rethrow_exception(failure);
    } catch (boost::system::system_error const& thrown) {
        CHECK(thrown.code() == asio::error::operation_aborted);
    }
}

TEST_CASE("as_awaitable: the first of two ends the other") {
    using namespace asio::experimental::awaitable_operators;
    asio::io_context io;
    bool dropped = false;
    run(io, [&]() -> asio::awaitable<void> {
        auto const first = co_await (dt::as_awaitable(wait_for_ever(dropped)) || dt::as_awaitable(make(3)));
        REQUIRE(first.index() == 1);
        CHECK(*std::get<1>(first) == 3);
        CHECK(dropped);
    });
}

TEST_CASE("as_awaitable: work that runs on a worker is waited for when the wait is cancelled") {
    asio::io_context io;
    asio::cancellation_signal stop;
    dt::worker slow;
    std::latch began(1), may_end(1);
    bool ended = false;
    auto const job = [&] {
        began.count_down();
        may_end.wait();
        ended = true;
    };
    auto const work = [&]() -> dt::task<void> { co_await slow.run(job); };
    bool ended_first = false;
    asio::co_spawn(io, [&]() -> asio::awaitable<void> { co_await dt::as_awaitable(work()); },
                   asio::bind_cancellation_slot(stop.slot(), [&](std::exception_ptr) { ended_first = ended; }));
    io.poll();
    began.wait();
    std::jthread const releasing([&] { may_end.count_down(); });
    stop.emit(asio::cancellation_type::terminal);
    io.run();
    CHECK(ended_first);
}

TEST_CASE("as_awaitable: an io_context that ends before the work drops it") {
    bool dropped = false, dropped_there = false;
    {
        asio::io_context io;
        auto const waiting = [&]() -> asio::awaitable<void> { co_await dt::as_awaitable(wait_for_ever(dropped)); };
        auto const waiting_there = [&]() -> asio::awaitable<void> {
            co_await dt::as_awaitable(asio::make_strand(io), wait_for_ever(dropped_there));
        };
        asio::co_spawn(io, waiting, asio::detached);
        asio::co_spawn(io, waiting_there, asio::detached);
        io.poll();
        CHECK_FALSE(dropped);
    }
    CHECK(dropped);
    CHECK(dropped_there);
}

TEST_CASE("as_awaitable: never awaited") {
    bool dropped = false;
    (void)dt::as_awaitable(wait_for_ever(dropped));
    CHECK_FALSE(dropped);               // it had not begun
}

TEST_CASE("as_awaitable: sync_wait inside the work is refused") {
    asio::io_context io;
    auto const inner = []() -> dt::task<int> { co_return 1; };
    auto const outer = [&]() -> dt::task<int> { co_return dt::sync_wait(inner()); };
    run(io, [&]() -> asio::awaitable<void> { CHECK_THROWS_AS(co_await dt::as_awaitable(outer()), dt::error); });
}
