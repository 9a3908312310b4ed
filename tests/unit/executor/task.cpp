// SPDX-License-Identifier: BSL-1.0
#include <dovetail/executor/run_loop.hpp>
#include <dovetail/executor/sync_wait.hpp>
#include <dovetail/executor/task.hpp>

#include <coroutine>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <type_traits>
#include <utility>

#include "support/catch.hpp"

using dovetail::sync_wait;
using dovetail::task;

static_assert(!std::is_copy_constructible_v<task<int>>);
static_assert(std::is_nothrow_move_constructible_v<task<int>>);
static_assert(std::is_nothrow_move_assignable_v<task<int>>);
static_assert(std::is_same_v<task<>, task<void>>);
static_assert(std::is_same_v<decltype(std::declval<dovetail::detail::task_awaiter<int&>&>().await_resume()), int&>);

namespace {

/// Counts how many of its kind are alive.
struct counted {
    explicit counted(int& alive) : alive_(&alive) { ++*alive_; }
    counted(counted const& other) : alive_(other.alive_) { ++*alive_; }
    counted& operator=(counted const&) = delete;
    ~counted() { --*alive_; }
    int* alive_;
};

/// Runs what is queued, and returns when there is nothing left.
void drain(dovetail::run_loop& loop) {
    bool last = false;
    auto const mark = [](dovetail::run_loop& queue, bool& reached) -> task<> {
        co_await queue.schedule();
        reached = true;
    };
    dovetail::join_point end(1);
    auto marker = mark(loop, last);
    marker.start(end);
    loop.run_until([&] { return last; });
}

task<int> give(int value) { co_return value; }
task<std::string> give_text(std::string text) { co_return text; }
task<int&> give_reference(int& object) { co_return object; }
task<std::unique_ptr<int>> give_owner(int value) { co_return std::make_unique<int>(value); }
task<std::optional<int>> give_nothing() { co_return std::nullopt; }
task<> fail(char const* message) {
    throw std::runtime_error(message);
    co_return;
}
task<int> fail_with_value() {
    throw std::logic_error("no value");
    co_return 1;
}

}  // namespace

TEST_CASE("a task gives its value") {
    CHECK(sync_wait(give(42)) == 42);
    CHECK(sync_wait(give_text("a text that is too long for the small string")) ==
          "a text that is too long for the small string");
    CHECK(sync_wait(give_nothing()) == std::nullopt);
}

TEST_CASE("a task gives a reference to the same object") {
    int object = 1;
    int& same = sync_wait(give_reference(object));
    CHECK(&same == &object);

    auto const through_await = [](int& target) -> task<int*> {
        int& reference = co_await give_reference(target);
        co_return &reference;
    };
    CHECK(sync_wait(through_await(object)) == &object);
}

TEST_CASE("a task gives a move-only result, awaited as a temporary or by name") {
    auto const run = []() -> task<int> {
        auto first = co_await give_owner(20);
        auto named = give_owner(22);
        auto second = co_await named;
        co_return *first + *second;
    };
    CHECK(sync_wait(run()) == 42);
    CHECK(*sync_wait(give_owner(7)) == 7);
}

TEST_CASE("a task of void runs its body") {
    bool ran = false;
    auto const run = [](bool& flag) -> task<> {
        flag = true;
        co_return;
    };
    sync_wait(run(ran));
    CHECK(ran);
}

TEST_CASE("an exception comes out of co_await and goes on through every level") {
    CHECK_THROWS_WITH(sync_wait(fail("inner")), "inner");
    CHECK_THROWS_AS(sync_wait(fail_with_value()), std::logic_error);

    auto const middle = []() -> task<int> {
        co_await fail("from below");
        co_return 1;
    };
    auto const caught = [&middle]() -> task<std::string> {
        std::string message;
        try {
            co_await middle();
        } catch (std::runtime_error const& failure) {
            message = failure.what();
        }
        co_return message;
    };
    CHECK(sync_wait(caught()) == "from below");
}

TEST_CASE("a task is lazy: nothing runs before it is awaited") {
    bool ran = false;
    auto const run = [](bool& flag) -> task<> {
        flag = true;
        co_return;
    };
    {
        auto never = run(ran);
        CHECK(static_cast<bool>(never));
    }
    CHECK_FALSE(ran);
}

TEST_CASE("a task is awaited once") {
    auto const twice = []() -> task<int> {
        auto child = give(1);
        int const first = co_await child;
        co_return first + co_await child;
    };
    CHECK_THROWS_WITH(sync_wait(twice()), dovetail_test::contains("it was awaited or moved from"));

    auto const moved_from = []() -> task<int> {
        auto child = give(1);
        auto const taken = std::move(child);
        co_return co_await child;
    };
    CHECK_THROWS_AS(sync_wait(moved_from()), dovetail::error);

    task<int> empty;
    CHECK_FALSE(static_cast<bool>(empty));
    CHECK_THROWS_AS(sync_wait(empty), dovetail::error);
}

TEST_CASE("moving a task moves the coroutine, and assignment destroys the old one") {
    int alive = 0;
    auto const hold = [](counted object) -> task<int> { co_return *object.alive_; };
    auto first = hold(counted(alive));
    auto second = hold(counted(alive));
    CHECK(alive == 2);
    first = std::move(second);
    CHECK(alive == 1);
    auto& same = first;
    first = std::move(same);
    CHECK(alive == 1);
    CHECK(sync_wait(std::move(first)) == 1);
    CHECK(alive == 0);
}

TEST_CASE("a task that was never started destroys its arguments") {
    int alive = 0;
    auto const hold = [](counted) -> task<> { co_return; };
    {
        auto never = hold(counted(alive));
        CHECK(alive == 1);
    }
    CHECK(alive == 0);
}

TEST_CASE("a task dropped in the middle destroys everything, and the loop forgets it") {
    int alive = 0;
    bool went_on = false;
    dovetail::run_loop loop;

    auto const inner = [](int& count, dovetail::run_loop& queue, bool& flag) -> task<int> {
        counted const local(count);
        co_await queue.schedule();
        flag = true;
        co_return 1;
    };
    auto const outer = [&inner](counted argument, dovetail::run_loop& queue, bool& flag) -> task<> {
        counted local(argument);
        co_await inner(*local.alive_, queue, flag);
        flag = true;
    };
    {
        dovetail::join_point end(1);
        auto dropped = outer(counted(alive), loop, went_on);
        dropped.start(end);
        CHECK(alive == 3);
        CHECK_FALSE(static_cast<bool>(dropped));
    }
    CHECK(alive == 0);
    drain(loop);
    CHECK_FALSE(went_on);
}

TEST_CASE("a named task lives and dies with the coroutine that awaits it") {
    int alive = 0;
    dovetail::run_loop loop;
    auto const waits = [](counted, dovetail::run_loop& queue) -> task<> { co_await queue.schedule(); };
    auto const awaits = [](task<>& child) -> task<> { co_await child; };

    auto child = waits(counted(alive), loop);
    {
        dovetail::join_point end(1);
        auto parent = awaits(child);
        parent.start(end);
        CHECK(alive == 1);
    }
    CHECK(alive == 0);  // the await took the child over, so that it cannot come back to a parent that is gone
    drain(loop);
}

TEST_CASE("locals are destroyed once when a task ends by an exception") {
    int alive = 0;
    auto const run = [](counted argument) -> task<int> {
        counted local(argument);
        co_await fail("over");
        co_return 1;
    };
    CHECK_THROWS_WITH(sync_wait(run(counted(alive))), "over");
    CHECK(alive == 0);
}

TEST_CASE("a task awaits anything that is awaitable") {
    struct ready {
        bool await_ready() const noexcept { return true; }
        void await_suspend(std::coroutine_handle<>) const noexcept {}
        int await_resume() const noexcept { return 5; }
    };
    auto const run = []() -> task<int> {
        co_await std::suspend_never();
        ready object;
        co_return co_await object;
    };
    CHECK(sync_wait(run()) == 5);
}

TEST_CASE("a recursive task is right") {
    struct tree {
        static task<int> count(int depth) {
            if (depth == 0) co_return 1;
            int const left = co_await count(depth - 1);
            int const right = co_await count(depth - 1);
            co_return left + right;
        }
    };
    CHECK(sync_wait(tree::count(10)) == 1024);
}
