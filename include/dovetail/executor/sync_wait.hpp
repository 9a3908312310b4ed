// SPDX-License-Identifier: BSL-1.0
//
// sync_wait(task): the way into coroutines from ordinary code: blocks this thread until the task is done.
//
//     int main() { return dovetail::sync_wait(run()); }      // dovetail::task<int> run();
#pragma once

#include <coroutine>
#include <type_traits>
#include <utility>

#include <dovetail/core/error.hpp>
#include <dovetail/executor/run_loop.hpp>
#include <dovetail/executor/task.hpp>

namespace dovetail {
namespace detail {

/// The object that `co_await awaitable` would ask: what operator co_await gives, else the awaitable itself.
template <class Awaitable>
decltype(auto) awaiter_of(Awaitable&& awaitable) {
    if constexpr (requires { std::forward<Awaitable>(awaitable).operator co_await(); })
        return std::forward<Awaitable>(awaitable).operator co_await();
    else if constexpr (requires { operator co_await(std::forward<Awaitable>(awaitable)); })
        return operator co_await(std::forward<Awaitable>(awaitable));
    else
        return std::forward<Awaitable>(awaitable);
}

template <class Awaitable>
using await_resume_t =
    decltype(std::declval<std::remove_reference_t<decltype(detail::awaiter_of(std::declval<Awaitable>()))>&>()
                 .await_resume());

/// What sync_wait gives: as co_await does, but a value where that gives an rvalue reference into a finished coroutine.
template <class Awaitable>
using sync_wait_result_t =
    std::conditional_t<std::is_lvalue_reference_v<await_resume_t<Awaitable>>, await_resume_t<Awaitable>,
                       std::remove_cvref_t<await_resume_t<Awaitable>>>;

/// Awaits on the loop and ends on the loop, wherever the awaitable itself comes to its end: so `finished` belongs to
/// one thread, and nobody else touches the loop when it is set.
template <class Result, class Awaitable>
task<void> run_home(Awaitable& awaitable, outcome<Result>& result, run_loop& home, bool& finished) {
    co_await home.schedule();
    try {
        // By name: g++ 12 copies an awaiter that is an rvalue.
        auto&& awaiter = detail::awaiter_of(std::forward<Awaitable>(awaitable));
        if constexpr (std::is_void_v<Result>) {
            co_await awaiter;
            result.set_value();
        } else {
            Result value = co_await awaiter;
            result.set_value(std::forward<Result>(value));
        }
    } catch (...) {
        result.set_current_exception();
    }
    if (run_loop::current() != &home) co_await home.schedule();
    finished = true;
}

/// What a loop runs until. No lambda, which would be a loop of its own for each type that is waited for.
struct is_true {
    bool const& flag;
    bool operator()() const noexcept { return flag; }
};

}  // namespace detail

/// Something that co_await takes in a coroutine without rules of its own: a task, a job on a worker, ...
template <class T>
concept awaitable = requires { typename detail::await_resume_t<T>; };

/// Runs `work` (a task, or anything awaitable) on a run_loop of this thread until it is done, and gives its value or
/// throws its exception. Blocks. `T sync_wait(task<T>)` for a task, whose result is moved out.
///
/// @throws error (usage) on a thread that runs a loop already, that is inside a running task: there it would block
///         the very loop that it waits for
template <awaitable Awaitable>
detail::sync_wait_result_t<Awaitable> sync_wait(Awaitable&& work) {
    if (run_loop::current() != nullptr)
        throw error(error_category::usage,
                    "dovetail: sync_wait() would block inside a running task; use co_await instead");

    run_loop loop;
    outcome<detail::sync_wait_result_t<Awaitable>> result;
    bool finished = false;
    join_point end(1);  // nobody waits there: the loop watches `finished`
    end.set_parent(std::noop_coroutine());
    auto root = detail::run_home<detail::sync_wait_result_t<Awaitable>, Awaitable>(work, result, loop, finished);
    root.start(end);
    loop.run_until(detail::is_true{finished});
    return result.take();
}

/// Not a use, but a sentence for who passes something that cannot be awaited.
template <class NotAwaitable>
    requires(!awaitable<NotAwaitable>)
void sync_wait(NotAwaitable&&) {
    static_assert(awaitable<NotAwaitable>,
                  "dovetail: sync_wait() takes a task, or something else to co_await; a coroutine must be called to "
                  "give one: sync_wait(run())");
}

}  // namespace dovetail
