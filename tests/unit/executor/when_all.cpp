// SPDX-License-Identifier: BSL-1.0
#include <dovetail/executor/run_loop.hpp>
#include <dovetail/executor/sync_wait.hpp>
#include <dovetail/executor/task.hpp>
#include <dovetail/executor/when_all.hpp>

#include <memory>
#include <stdexcept>
#include <string>
#include <tuple>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

#include "support/catch.hpp"

using dovetail::sync_wait;
using dovetail::task;
using dovetail::when_all;

static_assert(std::is_same_v<decltype(when_all(task<int>(), task<>(), task<int&>())),
                             task<std::tuple<int, std::monostate, int&>>>);
static_assert(std::is_same_v<decltype(when_all(std::vector<task<int>>())), task<std::vector<int>>>);
static_assert(std::is_same_v<decltype(when_all(std::vector<task<>>())), task<>>);

namespace {

/// Notes when it starts and ends, and suspends `turns` times in between.
task<int> steps(std::vector<std::string>& events, std::string name, int turns, int value) {
    events.push_back(name + " starts");
    for (int i = 0; i < turns; ++i) co_await dovetail::run_loop::current()->schedule();
    events.push_back(name + " ends");
    co_return value;
}

task<int> fails(int turns, char const* message) {
    for (int i = 0; i < turns; ++i) co_await dovetail::run_loop::current()->schedule();
    throw std::runtime_error(message);
    co_return 0;
}

task<> mark(bool& done) {
    co_await dovetail::run_loop::current()->schedule();
    done = true;
}

task<std::unique_ptr<int>> give_owner(int value) { co_return std::make_unique<int>(value); }
task<int&> give_reference(int& object) { co_return object; }

}  // namespace

TEST_CASE("when_all gives a tuple of all the results") {
    auto const run = []() -> task<bool> {
        int object = 3;
        bool done = false;
        std::vector<std::string> events;
        auto [number, nothing, owner, reference] = co_await when_all(steps(events, "a", 1, 1), mark(done),
                                                                    give_owner(2), give_reference(object));
        static_assert(std::is_same_v<decltype(nothing), std::monostate>);
        co_return number == 1 && done && *owner == 2 && &reference == &object;
    };
    CHECK(sync_wait(run()));
}

TEST_CASE("when_all starts in order and lets the tasks take turns") {
    std::vector<std::string> events;
    auto const result =
        sync_wait(when_all(steps(events, "a", 2, 1), steps(events, "b", 0, 2), steps(events, "c", 1, 3)));
    CHECK(result == std::tuple(1, 2, 3));
    CHECK(events ==
          std::vector<std::string>{"a starts", "b starts", "b ends", "c starts", "c ends", "a ends"});
}

TEST_CASE("when_all of a vector gives the results in the same order") {
    std::vector<std::string> events;
    std::vector<task<int>> tasks;
    for (int i = 0; i < 100; ++i) tasks.push_back(steps(events, "t", 100 - i, i));
    auto const results = sync_wait(when_all(std::move(tasks)));
    REQUIRE(results.size() == 100);
    for (int i = 0; i < 100; ++i) CHECK(results[static_cast<std::size_t>(i)] == i);
}

TEST_CASE("when_all of a vector takes move-only results, bool and void") {
    std::vector<task<std::unique_ptr<int>>> owners;
    owners.push_back(give_owner(1));
    owners.push_back(give_owner(2));
    auto const results = sync_wait(when_all(std::move(owners)));
    CHECK(*results[0] + *results[1] == 3);

    bool first = false;
    bool second = false;
    std::vector<task<>> marks;
    marks.push_back(mark(first));
    marks.push_back(mark(second));
    sync_wait(when_all(std::move(marks)));
    CHECK((first && second));

    auto const yes = []() -> task<bool> { co_return true; };
    std::vector<task<bool>> flags;
    flags.push_back(yes());
    CHECK(sync_wait(when_all(std::move(flags))) == std::vector<bool>{true});
}

TEST_CASE("when_all of nothing is done at once") {
    CHECK(sync_wait(when_all()) == std::tuple<>());
    CHECK(sync_wait(when_all(std::vector<task<int>>())).empty());
    sync_wait(when_all(std::vector<task<>>()));
}

TEST_CASE("when_all runs every task to its end, then throws the first exception in argument order") {
    std::vector<std::string> events;
    // "early" throws first in time, "late" comes first in the arguments.
    CHECK_THROWS_WITH(sync_wait(when_all(fails(5, "late"), fails(0, "early"), steps(events, "a", 9, 1))), "late");
    CHECK(events == std::vector<std::string>{"a starts", "a ends"});

    events.clear();
    std::vector<task<int>> tasks;
    tasks.push_back(steps(events, "a", 9, 1));
    tasks.push_back(fails(5, "late"));
    tasks.push_back(fails(0, "early"));
    CHECK_THROWS_WITH(sync_wait(when_all(std::move(tasks))), "late");
    CHECK(events == std::vector<std::string>{"a starts", "a ends"});
}

TEST_CASE("when_all starts nothing before it is awaited") {
    std::vector<std::string> events;
    { auto const never = when_all(steps(events, "a", 0, 1), steps(events, "b", 0, 2)); }
    CHECK(events.empty());
}

TEST_CASE("when_all refuses an empty task before it starts any") {
    std::vector<std::string> events;
    CHECK_THROWS_WITH(when_all(steps(events, "a", 0, 1), task<int>()), dovetail_test::contains("empty task"));
    std::vector<task<int>> tasks;
    tasks.push_back(steps(events, "a", 0, 1));
    tasks.emplace_back();
    CHECK_THROWS_AS(when_all(std::move(tasks)), dovetail::error);
    CHECK(events.empty());
}

TEST_CASE("dropping when_all in the middle destroys all of its tasks") {
    auto const shared = std::make_shared<int>(1);
    dovetail::run_loop loop;
    auto const hold = [](std::shared_ptr<int>, dovetail::run_loop& queue) -> task<> { co_await queue.schedule(); };
    {
        dovetail::join_point end(1);
        auto all = when_all(hold(shared, loop), hold(shared, loop));
        all.start(end);
        CHECK(shared.use_count() == 3);
    }
    CHECK(shared.use_count() == 1);
    loop.wake();
    int asked = 0;
    loop.run_until([&] { return ++asked == 2; });  // finds the queue empty
}

TEST_CASE("when_all nests") {
    std::vector<std::string> events;
    auto const result = sync_wait(
        when_all(when_all(steps(events, "a", 1, 1), steps(events, "b", 2, 2)), steps(events, "c", 0, 3)));
    CHECK(result == std::tuple(std::tuple(1, 2), 3));
}
