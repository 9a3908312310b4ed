// SPDX-License-Identifier: BSL-1.0
#include <dovetail/executor/generator.hpp>
#include <dovetail/executor/run_loop.hpp>
#include <dovetail/executor/sync_wait.hpp>
#include <dovetail/executor/task.hpp>

#include <coroutine>
#include <stdexcept>
#include <string>
#include <thread>
#include <type_traits>
#include <utility>

#include "support/catch.hpp"

using dovetail::sync_wait;
using dovetail::task;

namespace {

/// Resumes its coroutine on a thread of its own, with no way home.
class on_new_thread {
public:
    explicit on_new_thread(std::jthread& thread) : thread_(thread) {}
    bool await_ready() const noexcept { return false; }
    void await_suspend(std::coroutine_handle<> waiting) {
        thread_ = std::jthread([waiting] { waiting.resume(); });
    }
    void await_resume() const noexcept {}

private:
    std::jthread& thread_;
};

/// The same, and comes back when everything that this coroutine still does on that thread is done.
struct on_new_thread_until_done {
    bool await_ready() const noexcept { return false; }
    void await_suspend(std::coroutine_handle<> waiting) const {
        std::jthread([waiting] { waiting.resume(); }).join();
    }
    void await_resume() const noexcept {}
};

struct has_operator {
    int value;
    auto operator co_await() const noexcept {
        struct awaiter {
            int value;
            bool await_ready() const noexcept { return true; }
            void await_suspend(std::coroutine_handle<>) const noexcept {}
            int await_resume() const noexcept { return value; }
        };
        return awaiter{value};
    }
};

struct gives_rvalue {
    std::string text = "moved";
    bool await_ready() const noexcept { return true; }
    void await_suspend(std::coroutine_handle<>) const noexcept {}
    std::string&& await_resume() noexcept { return std::move(text); }
};

static_assert(dovetail::awaitable<task<int>>);
static_assert(dovetail::awaitable<has_operator const&>);
static_assert(!dovetail::awaitable<int>);
static_assert(std::is_same_v<decltype(sync_wait(std::declval<task<int&>>())), int&>);
static_assert(std::is_same_v<decltype(sync_wait(std::declval<task<>>())), void>);
static_assert(std::is_same_v<decltype(sync_wait(std::declval<gives_rvalue>())), std::string>);

task<int> give(int value) { co_return value; }

}  // namespace

TEST_CASE("sync_wait takes a task as a temporary, by name and moved") {
    CHECK(sync_wait(give(1)) == 1);
    auto named = give(2);
    CHECK(sync_wait(named) == 2);
    auto moved = give(3);
    CHECK(sync_wait(std::move(moved)) == 3);
}

TEST_CASE("sync_wait takes any awaitable") {
    sync_wait(std::suspend_never());
    has_operator const object{4};
    CHECK(sync_wait(object) == 4);
    CHECK(sync_wait(gives_rvalue()) == "moved");
}

TEST_CASE("sync_wait runs the task on a loop of this thread") {
    auto const run = [](std::thread::id home) -> task<bool> {
        auto* const loop = dovetail::run_loop::current();
        if (loop == nullptr) co_return false;
        co_await loop->schedule();
        co_return dovetail::run_loop::current() == loop && std::this_thread::get_id() == home;
    };
    CHECK(sync_wait(run(std::this_thread::get_id())));
    CHECK(dovetail::run_loop::current() == nullptr);
}

TEST_CASE("sync_wait rethrows, and can be used again after") {
    auto const fail = []() -> task<int> {
        throw std::runtime_error("failed");
        co_return 1;
    };
    CHECK_THROWS_WITH(sync_wait(fail()), "failed");
    CHECK(dovetail::run_loop::current() == nullptr);
    CHECK(sync_wait(give(1)) == 1);
}

TEST_CASE("sync_wait inside a running task is refused") {
    auto const run = []() -> task<int> { co_return sync_wait(give(1)); };
    try {
        sync_wait(run());
        FAIL("not refused");
    } catch (dovetail::error const& refused) {
        CHECK(refused.category() == dovetail::error_category::usage);
        CHECK(std::string(refused.what()) ==
              "dovetail: sync_wait() would block inside a running task; use co_await instead");
    }
}

TEST_CASE("sync_wait ends on its own thread when the task ends on another") {
    std::jthread thread;
    auto const run = [](std::jthread& away) -> task<std::thread::id> {
        on_new_thread leave(away);
        co_await leave;
        co_return std::this_thread::get_id();
    };
    auto const ended_on = sync_wait(run(thread));
    CHECK(ended_on != std::this_thread::get_id());

    auto const fail = [](std::jthread& away) -> task<> {
        on_new_thread leave(away);
        co_await leave;
        throw std::runtime_error("from another thread");
    };
    CHECK_THROWS_WITH(sync_wait(fail(thread)), "from another thread");
}

TEST_CASE("a child that ends on another thread before its parent has finished starting it") {
    auto const child = []() -> task<std::thread::id> {
        on_new_thread_until_done leave;
        co_await leave;
        co_return std::this_thread::get_id();
    };
    auto const run = [&child]() -> task<bool> {
        auto const home = std::this_thread::get_id();
        auto const there = co_await child();
        co_return there != home && std::this_thread::get_id() == home;  // the parent has never left
    };
    CHECK(sync_wait(run()));

    auto const stream = []() -> dovetail::generator<int> {
        on_new_thread_until_done leave;
        for (int i = 1; i <= 3; ++i) {
            co_await leave;
            co_yield i;
        }
    };
    auto const sum = [&stream]() -> task<int> {
        auto const home = std::this_thread::get_id();
        auto values = stream();
        int total = 0;
        while (auto value = co_await values.next()) total += std::this_thread::get_id() == home ? *value : 0;
        co_return total;
    };
    CHECK(sync_wait(sum()) == 6);
}

TEST_CASE("a child that ends on another thread at any moment") {
    auto const child = [](std::jthread& away, int value) -> task<int> {
        on_new_thread leave(away);
        co_await leave;
        co_return value;
    };
    auto const run = [&child]() -> task<int> {
        auto& home = *dovetail::run_loop::current();
        int sum = 0;
        for (int i = 0; i < 200; ++i) {
            std::jthread thread;
            auto value = child(thread, 1);
            sum += co_await value;
            // The thread cannot be joined by itself.
            if (dovetail::run_loop::current() != &home) co_await home.schedule();
        }
        co_return sum;
    };
    CHECK(sync_wait(run()) == 200);
}
