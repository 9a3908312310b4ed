// SPDX-License-Identifier: BSL-1.0
//
// However many awaits, the stack stays where it is: with and without a suspension in between, without tail calls.
#include <dovetail/executor/generator.hpp>
#include <dovetail/executor/run_loop.hpp>
#include <dovetail/executor/sync_wait.hpp>
#include <dovetail/executor/task.hpp>
#include <dovetail/executor/when_all.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <limits>

#include "support/catch.hpp"

using dovetail::sync_wait;
using dovetail::task;

namespace {

/// The range of stack addresses that were seen.
class stack_range {
public:
    // The frame address, as ASan may keep locals elsewhere.
    [[gnu::noinline]] void note() {
        auto const here = reinterpret_cast<std::uintptr_t>(__builtin_frame_address(0));
        lowest_ = std::min(lowest_, here);
        highest_ = std::max(highest_, here);
    }
    std::size_t size() const { return highest_ - lowest_; }

private:
    std::uintptr_t lowest_ = std::numeric_limits<std::uintptr_t>::max();
    std::uintptr_t highest_ = 0;
};

// Enough for a few calls with sanitizers, nothing for a million.
constexpr std::size_t few_calls = 16 * 1024;

task<int> ready(stack_range& stack) {
    stack.note();
    co_return 1;
}

task<int> suspends(stack_range& stack, dovetail::run_loop& loop) {
    co_await loop.schedule();
    stack.note();
    co_return 1;
}

dovetail::generator<int> count_to(int end, stack_range& stack, dovetail::run_loop* loop) {
    for (int i = 0; i < end; ++i) {
        if (loop != nullptr) co_await loop->schedule();
        stack.note();
        co_yield i;
    }
}

}  // namespace

TEST_CASE("two million awaits that finish at once do not grow the stack") {
    stack_range stack;
    auto const run = [](stack_range& seen) -> task<int> {
        int sum = 0;
        for (int i = 0; i < 2'000'000; ++i) sum += co_await ready(seen);
        co_return sum;
    };
    CHECK(sync_wait(run(stack)) == 2'000'000);
    CHECK(stack.size() < few_calls);
}

TEST_CASE("a million awaits that the loop resumes do not grow the stack") {
    stack_range stack;
    auto const run = [](stack_range& seen) -> task<int> {
        auto& loop = *dovetail::run_loop::current();
        int sum = 0;
        for (int i = 0; i < 1'000'000; ++i) sum += co_await suspends(seen, loop);
        co_return sum;
    };
    CHECK(sync_wait(run(stack)) == 1'000'000);
    CHECK(stack.size() < few_calls);
}

TEST_CASE("awaits that finish at once and awaits that suspend, in turn, do not grow the stack") {
    stack_range stack;
    auto const run = [](stack_range& seen) -> task<int> {
        auto& loop = *dovetail::run_loop::current();
        int sum = 0;
        for (int i = 0; i < 100'000; ++i) {
            sum += co_await suspends(seen, loop);
            sum += co_await ready(seen);
            auto [one, other] = co_await dovetail::when_all(ready(seen), suspends(seen, loop));
            sum += one + other;
        }
        co_return sum;
    };
    CHECK(sync_wait(run(stack)) == 400'000);
    CHECK(stack.size() < few_calls);
}

TEST_CASE("a stream of a million values does not grow the stack") {
    bool const suspend = GENERATE(false, true);
    stack_range stack;
    auto const run = [](stack_range& seen, bool through_loop) -> task<long long> {
        auto values = count_to(1'000'000, seen, through_loop ? dovetail::run_loop::current() : nullptr);
        long long sum = 0;
        while (auto value = co_await values.next()) sum += *value;
        co_return sum;
    };
    CHECK(sync_wait(run(stack, suspend)) == 499'999'500'000);
    CHECK(stack.size() < few_calls);
}

TEST_CASE("a consumer that suspends between the values does not grow the stack") {
    stack_range stack;
    auto const run = [](stack_range& seen) -> task<int> {
        auto& loop = *dovetail::run_loop::current();
        auto values = count_to(100'000, seen, &loop);
        int count = 0;
        while (auto value = co_await values.next()) count += co_await suspends(seen, loop);
        co_return count;
    };
    CHECK(sync_wait(run(stack)) == 100'000);
    CHECK(stack.size() < few_calls);
}
