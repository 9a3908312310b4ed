// SPDX-License-Identifier: BSL-1.0
//
// Counts what is allocated by awaiting. Replaces the global operator new, which one file of a program may do: this is
// the only one among the tests that are linked together. Address and thread sanitizer bring their own operator new:
// with them this file is empty.
#if defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer) || __has_feature(memory_sanitizer)
#define DOVETAIL_TEST_SANITIZER
#endif
#elif defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define DOVETAIL_TEST_SANITIZER
#endif

#ifndef DOVETAIL_TEST_SANITIZER

#include <dovetail/executor/generator.hpp>
#include <dovetail/executor/run_loop.hpp>
#include <dovetail/executor/sync_wait.hpp>
#include <dovetail/executor/task.hpp>
#include <dovetail/executor/worker.hpp>

#include <coroutine>
#include <cstddef>
#include <cstdlib>
#include <new>

#include "support/catch.hpp"

using dovetail::sync_wait;
using dovetail::task;

namespace {
thread_local std::size_t allocations = 0;
}

// Not inlined: g++ would see free() of what operator new returned, and warn.
[[gnu::noinline]] void* operator new(std::size_t size) {
    ++allocations;
    if (void* const memory = std::malloc(size == 0 ? 1 : size)) return memory;
    throw std::bad_alloc();
}
[[gnu::noinline]] void operator delete(void* memory) noexcept { std::free(memory); }
[[gnu::noinline]] void operator delete(void* memory, std::size_t) noexcept { std::free(memory); }

namespace {

task<int> ready() { co_return 1; }

task<int> suspends(dovetail::run_loop& loop) {
    co_await loop.schedule();
    co_return 1;
}

dovetail::generator<int> count_to(int end) {
    for (int i = 0; i < end; ++i) co_yield i;
}

}  // namespace

// A compiler may even leave a frame out (clang does), so these are limits.

TEST_CASE("awaiting a task allocates nothing but its frame") {
    auto const run = []() -> task<std::size_t> {
        auto const before = allocations;
        for (int i = 0; i < 100; ++i) co_await ready();
        co_return allocations - before;
    };
    CHECK(sync_wait(run()) <= 100);
}

TEST_CASE("a task that goes through the loop allocates nothing but its frame") {
    auto const run = []() -> task<std::size_t> {
        auto& loop = *dovetail::run_loop::current();
        auto const before = allocations;
        for (int i = 0; i < 100; ++i) co_await suspends(loop);
        co_return allocations - before;
    };
    CHECK(sync_wait(run()) <= 100);
}

TEST_CASE("a generator allocates its frame, and nothing for each value") {
    auto const run = []() -> task<std::size_t> {
        auto const before = allocations;
        auto values = count_to(100);
        while (co_await values.next()) {
        }
        co_return allocations - before;
    };
    CHECK(sync_wait(run()) <= 1);
}

TEST_CASE("a job on a worker allocates nothing on either thread") {
    auto const run = [](dovetail::worker& away) -> task<std::size_t> {
        auto const count_there = [] { return allocations; };
        auto const before = allocations;
        auto const before_there = co_await away.run(count_there);
        for (int i = 0; i < 100; ++i) co_await away.run(count_there);
        auto const there = co_await away.run(count_there);
        co_return (allocations - before) + (there - before_there);
    };
    dovetail::worker away;
    CHECK(sync_wait(run(away)) == 0);
}

TEST_CASE("posting a bare handle allocates a place once and uses it again") {
    dovetail::run_loop loop;
    int turns = 0;
    auto const turn = [&] {
        loop.post(std::noop_coroutine());
        turns = 0;
        loop.run_until([&] { return turns++ == 1; });
    };
    turn();
    auto const before = allocations;
    for (int i = 0; i < 100; ++i) turn();
    CHECK(allocations == before);
}

#endif  // DOVETAIL_TEST_SANITIZER
