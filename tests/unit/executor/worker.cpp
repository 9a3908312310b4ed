// SPDX-License-Identifier: BSL-1.0
#include <dovetail/executor/run_loop.hpp>
#include <dovetail/executor/sync_wait.hpp>
#include <dovetail/executor/task.hpp>
#include <dovetail/executor/when_all.hpp>
#include <dovetail/executor/worker.hpp>

#include <atomic>
#include <latch>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "support/catch.hpp"

using dovetail::run_loop;
using dovetail::sync_wait;
using dovetail::task;
using dovetail::worker;

namespace {

/// Keeps a worker busy from the moment it is made until open() is called.
class gate {
public:
    explicit gate(worker& blocked) : blocked_(blocked), work_(hold(blocked, entered_, opened_)) {
        work_.start(end_);
        entered_.wait();
    }
    ~gate() {
        open();
        // The coroutine ends on the worker's thread: a job behind it says that it has.
        sync_wait(blocked_.run([] {}));
    }
    void open() {
        if (!std::exchange(is_open_, true)) opened_.count_down();
    }

private:
    static task<> hold(worker& blocked, std::latch& entered, std::latch& opened) {
        auto const job = [&] {
            entered.count_down();
            opened.wait();
        };
        co_await blocked.run(job);
    }

    worker& blocked_;
    std::latch entered_{1};
    std::latch opened_{1};
    bool is_open_ = false;
    dovetail::join_point end_{1};
    task<> work_;
};

}  // namespace

TEST_CASE("a worker gives a value, a reference, nothing or a move-only result") {
    worker away;
    int object = 5;
    auto const run = [](worker& on, int& target) -> task<bool> {
        auto const value = [] { return std::string("a text that is too long for the small string"); };
        std::string const text = co_await on.run(value);
        auto const reference = [&]() -> int& { return target; };
        int& same = co_await on.run(reference);
        auto const nothing = [&] { target = 6; };
        co_await on.run(nothing);
        std::unique_ptr<int> const owner = co_await on.run([] { return std::make_unique<int>(7); });
        co_return text.size() == 44 && &same == &target && target == 6 && *owner == 7;
    };
    CHECK(sync_wait(run(away, object)));
}

TEST_CASE("a worker takes a move-only callable by name, a function pointer and a mutable closure") {
    worker away;
    auto const run = [](worker& on) -> task<int> {
        auto owning = [owner = std::make_unique<int>(1)] { return *owner; };
        int sum = co_await on.run(owning);
        int (*const function)() = [] { return 2; };
        sum += co_await on.run(function);
        auto counting = [count = 0]() mutable { return ++count; };
        co_await on.run(counting);
        sum += 10 * co_await on.run(counting);  // the named object itself is called
        co_return sum;
    };
    CHECK(sync_wait(run(away)) == 23);
}

TEST_CASE("a job runs on the worker's thread, and the coroutine goes on at home") {
    worker away;
    auto const run = [](worker& on) -> task<bool> {
        auto const home = std::this_thread::get_id();
        auto* const loop = run_loop::current();
        auto const where = [] { return std::pair(std::this_thread::get_id(), run_loop::current()); };
        bool right = true;
        std::optional<std::thread::id> first;
        for (int i = 0; i < 1000; ++i) {
            auto const [there, loop_there] = co_await on.run(where);
            right = right && there != home && loop_there == nullptr && there == first.value_or(there);
            right = right && std::this_thread::get_id() == home && run_loop::current() == loop;
            first = there;
        }
        co_return right;
    };
    CHECK(sync_wait(run(away)));
}

TEST_CASE("an exception of a job is thrown at home") {
    worker away;
    auto const run = [](worker& on) -> task<std::string> {
        auto const home = std::this_thread::get_id();
        auto const fails = []() -> int { throw std::runtime_error("in the job"); };
        std::string message;
        try {
            co_await on.run(fails);
        } catch (std::runtime_error const& failure) {
            message = failure.what();
        }
        co_return std::this_thread::get_id() == home ? message : "not at home";
    };
    CHECK(sync_wait(run(away)) == "in the job");
}

TEST_CASE("a coroutine without a loop goes on on the worker's thread") {
    std::thread::id there;
    std::thread::id resumed_on;
    bool finished = false;
    auto const run = [&](worker& on) -> task<> {
        there = co_await on.run([] { return std::this_thread::get_id(); });
        resumed_on = std::this_thread::get_id();
        co_await on.run([] {});  // once more, from the worker's own thread
        finished = true;
    };
    dovetail::join_point end(1);
    std::optional<task<>> work;
    {
        worker away;
        work = run(away);
        work->start(end);
    }  // its destructor waits for the second job too, which is queued by then
    CHECK(finished);
    CHECK(resumed_on == there);
    CHECK(resumed_on != std::this_thread::get_id());
}

TEST_CASE("jobs run one at a time, in the order in which they are awaited") {
    worker away;
    std::vector<int> order;  // no lock: touched by the worker alone until all are done
    auto const run = [](worker& on, std::vector<int>& into, int value) -> task<> {
        auto const job = [&] { into.push_back(value); };
        co_await on.run(job);
    };
    std::vector<task<>> all;
    std::vector<int> expected;
    for (int i = 0; i < 100; ++i) {
        all.push_back(run(away, order, i));
        expected.push_back(i);
    }
    sync_wait(dovetail::when_all(std::move(all)));
    CHECK(order == expected);
}

TEST_CASE("several workers work for one coroutine at the same time") {
    worker first;
    worker second;
    std::latch both(2);  // each waits for the other: only passes if they run concurrently
    auto const meet = [](worker& on, std::latch& meeting) -> task<int> {
        auto const job = [&] {
            meeting.arrive_and_wait();
            return 1;
        };
        co_return co_await on.run(job);
    };
    auto const [one, other] = sync_wait(dovetail::when_all(meet(first, both), meet(second, both)));
    CHECK(one + other == 2);
}

TEST_CASE("several threads share one worker") {
    worker away;
    int count = 0;  // no lock: jobs run one at a time
    std::atomic<int> at_home = 0;
    auto const run = [](worker& on, int& counter, std::atomic<int>& right) -> task<> {
        auto const home = std::this_thread::get_id();
        auto const job = [&] { ++counter; };
        for (int i = 0; i < 500; ++i) {
            co_await on.run(job);
            if (std::this_thread::get_id() == home) ++right;
        }
    };
    {
        std::vector<std::jthread> threads;
        for (int i = 0; i < 4; ++i) threads.emplace_back([&] { sync_wait(run(away, count, at_home)); });
    }
    CHECK(at_home == 2000);
    CHECK(sync_wait(away.run([&] { return count; })) == 2000);
}

TEST_CASE("a job of a coroutine that is dropped while it is queued never runs") {
    int const dropped = GENERATE(0, 1, 2);
    worker away;
    auto const shared = std::make_shared<int>(1);
    bool ran[3] = {};
    auto const run = [](worker& on, std::shared_ptr<int>, bool& flag) -> task<> {
        auto const job = [&] { flag = true; };
        co_await on.run(job);
    };
    dovetail::join_point ends[] = {dovetail::join_point(1), dovetail::join_point(1), dovetail::join_point(1)};
    std::optional<task<>> tasks[3];
    {
        gate busy(away);
        for (int i = 0; i < 3; ++i) {
            tasks[i] = run(away, shared, ran[i]);
            tasks[i]->start(ends[i]);
        }
        tasks[dropped].reset();
        CHECK(shared.use_count() == 3);
        busy.open();
        sync_wait(away.run([] {}));  // behind all of them
    }
    for (int i = 0; i < 3; ++i) CHECK(ran[i] == (i != dropped));
}

TEST_CASE("dropping a coroutine while its job runs waits for the job") {
    worker away;
    run_loop home;
    std::latch started(1);
    std::latch dropping(1);
    bool went_on = false;
    std::atomic<bool> job_done = false;
    auto const run = [&](worker& on) -> task<> {
        std::vector<int> used_by_the_job(100, 1);
        auto const job = [&] {
            started.count_down();
            dropping.wait();
            for (int& element : used_by_the_job) element = 2;
            job_done = true;
        };
        co_await on.run(job);
        went_on = true;
    };
    dovetail::join_point end(1);
    std::optional<task<>> work;
    home.run_until([&] {
        work = run(away);
        work->start(end);
        return true;
    });
    started.wait();
    dropping.count_down();
    work.reset();
    CHECK(job_done);
    CHECK_FALSE(went_on);
    sync_wait(away.run([] {}));
}

TEST_CASE("a coroutine dropped after its job is done, before it went on at home, does not go on") {
    worker away;
    run_loop home;
    bool went_on = false;
    auto const run = [&](worker& on) -> task<> {
        co_await on.run([] {});
        went_on = true;
    };
    dovetail::join_point end(1);
    std::optional<task<>> work(run(away));
    home.run_until([&] {
        work->start(end);
        return true;
    });
    // The following job is behind it, so it is done and queued at home by now.
    sync_wait(away.run([] {}));
    work.reset();
    int asked = 0;
    home.wake();
    home.run_until([&] { return asked++ == 1; });
    CHECK_FALSE(went_on);
}

TEST_CASE("a worker runs what is queued before it goes, and the coroutines go on without it") {
    run_loop home;
    std::latch opened(1);
    int ran = 0;
    int went_on = 0;
    auto const run = [&](worker& on) -> task<> {
        auto const job = [&] {
            opened.wait();
            ++ran;
        };
        co_await on.run(job);
        ++went_on;
    };
    dovetail::join_point ends[] = {dovetail::join_point(1), dovetail::join_point(1), dovetail::join_point(1)};
    std::optional<task<>> tasks[3];
    auto away = std::make_unique<worker>();  // on the heap, where ASan sees a use after its end
    home.run_until([&] {
        for (int i = 0; i < 3; ++i) {
            tasks[i] = run(*away);
            tasks[i]->start(ends[i]);
        }
        return true;
    });
    opened.count_down();
    away.reset();
    CHECK(ran == 3);
    CHECK(went_on == 0);
    tasks[2].reset();  // must not ask the worker, which is gone
    home.run_until([&] { return went_on == 2; });
    CHECK(went_on == 2);
}

TEST_CASE("a job that is never awaited never runs") {
    worker away;
    bool ran = false;
    { auto const never = away.run([&] { ran = true; }); }
    sync_wait(away.run([] {}));
    CHECK_FALSE(ran);
}

TEST_CASE("coroutines dropped at any moment of their job") {
    // No order is forced: over the rounds the job is queued, running, or done when the coroutine is dropped.
    worker away;
    run_loop home;
    std::atomic<int> jobs = 0;
    auto const run = [](worker& on, std::atomic<int>& counter) -> task<> {
        auto const text = std::make_unique<std::string>("owned by the frame, read by the job");
        auto const job = [&] { counter += static_cast<int>(text->size()) > 0; };
        co_await on.run(job);
        co_await on.run(job);
    };
    int round = 0;
    home.run_until([&] {
        dovetail::join_point end(1);
        auto work = run(away, jobs);
        work.start(end);
        if (round % 3 == 0) std::this_thread::yield();
        home.wake();
        return ++round == 2000;
    });
    CHECK(jobs <= 2000);
}
