// SPDX-License-Identifier: BSL-1.0
#include <dovetail/executor/run_loop.hpp>
#include <dovetail/executor/task.hpp>

#include <atomic>
#include <coroutine>
#include <memory>
#include <optional>
#include <stdexcept>
#include <thread>
#include <utility>
#include <vector>

#include "support/catch.hpp"

using dovetail::run_loop;
using dovetail::task;

namespace {

/// A coroutine that starts at once and that nobody awaits: gives raw handles to post.
struct bare {
    struct promise_type {
        bare get_return_object() { return {std::coroutine_handle<promise_type>::from_promise(*this)}; }
        std::suspend_always initial_suspend() const noexcept { return {}; }
        std::suspend_never final_suspend() const noexcept { return {}; }
        void return_void() const noexcept {}
        void unhandled_exception() { throw; }
    };
    std::coroutine_handle<> handle;
};

bare append(std::vector<int>& order, int value) {
    order.push_back(value);
    co_return;
}

bare fail() {
    throw std::runtime_error("from a bare coroutine");
    co_return;
}

task<> step(run_loop& loop, std::vector<int>& order, int value) {
    co_await loop.schedule();
    order.push_back(value);
}

}  // namespace

TEST_CASE("the loop resumes coroutines in the order in which they were posted") {
    run_loop loop;
    std::vector<int> order;
    dovetail::join_point end(1);
    loop.post(append(order, 1).handle);
    auto second = step(loop, order, 2);
    second.start(end);
    loop.post(append(order, 3).handle);
    CHECK(order.empty());
    loop.run_until([&] { return order.size() == 3; });
    CHECK(order == std::vector<int>{1, 2, 3});

    // Places in the queue are used again.
    for (int i = 4; i < 100; ++i) loop.post(append(order, i).handle);
    loop.run_until([&] { return order.size() == 99; });
    CHECK(order.back() == 99);
}

TEST_CASE("the loop stops before the next coroutine when the predicate says so") {
    run_loop loop;
    std::vector<int> order;
    loop.post(append(order, 1).handle);
    loop.post(append(order, 2).handle);
    loop.run_until([&] { return order.size() == 1; });
    CHECK(order == std::vector<int>{1});
    loop.run_until([&] { return order.size() == 2; });
    CHECK(order == std::vector<int>{1, 2});
}

TEST_CASE("current() is the loop that runs on this thread, also nested") {
    CHECK(run_loop::current() == nullptr);
    run_loop outer;
    run_loop inner;
    int asked = 0;
    outer.wake();
    outer.run_until([&] {
        CHECK(run_loop::current() == &outer);
        inner.run_until([&] {
            CHECK(run_loop::current() == &inner);
            return true;
        });
        CHECK(run_loop::current() == &outer);
        return ++asked == 2;
    });
    CHECK(run_loop::current() == nullptr);
}

TEST_CASE("an exception that leaves a coroutine leaves the loop, which can go on") {
    run_loop loop;
    std::vector<int> order;
    auto const failing = fail();
    loop.post(failing.handle);
    loop.post(append(order, 1).handle);
    CHECK_THROWS_WITH(loop.run_until([] { return false; }), "from a bare coroutine");
    CHECK(run_loop::current() == nullptr);
    failing.handle.destroy();
    loop.run_until([&] { return !order.empty(); });
    CHECK(order == std::vector<int>{1});
}

TEST_CASE("a destroyed coroutine leaves the queue, from the front, the middle and the end") {
    int const dropped = GENERATE(0, 1, 2);
    run_loop loop;
    std::vector<int> order;
    dovetail::join_point ends[] = {dovetail::join_point(1), dovetail::join_point(1), dovetail::join_point(1)};
    std::optional<task<>> tasks[3];
    for (int i = 0; i < 3; ++i) {
        tasks[i] = step(loop, order, i);
        tasks[i]->start(ends[i]);
    }
    tasks[dropped].reset();
    loop.run_until([&] { return order.size() == 2; });
    std::vector<int> expected{0, 1, 2};
    expected.erase(expected.begin() + dropped);
    CHECK(order == expected);
}

TEST_CASE("a loop forgets what is still queued when it is destroyed") {
    auto loop = std::make_unique<run_loop>();  // on the heap, where ASan sees a use after its end
    std::vector<int> order;
    dovetail::join_point end(1);
    auto waits = step(*loop, order, 1);
    waits.start(end);
    loop->post(append(order, 2).handle);
    auto const owned = append(order, 3);
    loop->post(owned.handle);
    loop->run_until([&] { return order.size() == 2; });
    loop.reset();
    CHECK(order == std::vector<int>{1, 2});
    owned.handle.destroy();
}

TEST_CASE("a loop destroyed before the coroutine that waits in it") {
    std::vector<int> order;
    dovetail::join_point end(1);
    auto loop = std::make_unique<run_loop>();  // on the heap, where ASan sees a use after its end
    auto waits = step(*loop, order, 1);
    waits.start(end);
    loop.reset();
    CHECK(order.empty());
}

TEST_CASE("wake() from another thread makes a sleeping loop ask again") {
    run_loop loop;
    std::atomic<bool> stop = false;
    std::jthread other([&] {
        stop = true;
        loop.wake();
    });
    loop.run_until([&] { return stop.load(); });
    CHECK(stop);
}

TEST_CASE("several threads post to one loop, and all coroutines run on its thread") {
    run_loop loop;
    constexpr int threads = 4;
    constexpr int each = 1000;
    int ran = 0;  // no atomic: touched by the loop's thread alone
    auto const home = std::this_thread::get_id();
    auto const count = [home](int& counter) -> bare {
        CHECK(std::this_thread::get_id() == home);
        ++counter;
        co_return;
    };
    std::vector<std::jthread> posting;
    for (int i = 0; i < threads; ++i)
        posting.emplace_back([&] {
            for (int n = 0; n < each; ++n) loop.post(count(ran).handle);
        });
    loop.run_until([&] { return ran == threads * each; });
    CHECK(ran == threads * each);
}

TEST_CASE("coroutines that keep a loop busy do not keep away what other threads post") {
    run_loop loop;
    bool has_come = false;
    dovetail::join_point end(1);
    auto const stay_busy = [](run_loop& mine, bool const& until) -> task<> {
        while (!until) co_await mine.schedule();
    };
    auto const come = [](bool& told) -> bare {
        told = true;
        co_return;
    };
    auto busy = stay_busy(loop, has_come);
    busy.start(end);
    std::jthread other([&] { loop.post(come(has_come).handle); });
    loop.run_until([&] { return has_come; });
    CHECK(has_come);
}

TEST_CASE("coroutines travel between two loops") {
    run_loop here;
    run_loop there;
    std::atomic<bool> stop = false;
    std::jthread other([&] { there.run_until([&] { return stop.load(); }); });
    auto const other_id = other.get_id();

    bool finished = false;
    auto const travel = [](run_loop& home, run_loop& away, std::thread::id away_id, bool& done) -> task<int> {
        auto const home_id = std::this_thread::get_id();
        int right = 0;
        for (int i = 0; i < 1000; ++i) {
            co_await away.schedule();
            right += std::this_thread::get_id() == away_id && run_loop::current() == &away;
            co_await home.schedule();
            right += std::this_thread::get_id() == home_id && run_loop::current() == &home;
        }
        done = true;
        co_return right;
    };
    dovetail::join_point end(1);
    auto traveller = travel(here, there, other_id, finished);
    traveller.start(end);
    here.run_until([&] { return finished; });
    CHECK(traveller.result() == 2000);
    stop = true;
    there.wake();
}

TEST_CASE("what is called while the loop waits may be what it waits for") {
    class socket_handler final : public run_loop::idle_handler {
    public:
        socket_handler() { run_loop::set_idle_handler(this); }
        ~socket_handler() { run_loop::set_idle_handler(nullptr); }
        void run_once(bool may_block) noexcept override { is_over = is_over || may_block; }
        void interrupt() noexcept override {}
        bool is_over = false;
    } handler;
    run_loop loop;
    loop.run_until([&] { return handler.is_over; });
    CHECK(handler.is_over);
}
