// SPDX-License-Identifier: BSL-1.0
//
// A coroutine that is started, suspends half-way, and is destroyed there: what a cancelled request leaves behind.
//
//     drop_half_way(create_user(db));       // which awaits never{} somewhere
#pragma once

#include <dovetail/executor/task.hpp>

#include "support/catch.hpp"

#include <coroutine>
#include <utility>

namespace dovetail_test {

/// Awaited, it is never resumed.
struct never {
    bool await_ready() const noexcept { return false; }
    void await_suspend(std::coroutine_handle<>) const noexcept {}
    void await_resume() const noexcept {}
};

/// Runs a task to its first suspension and destroys it there.
template <class T>
void drop_half_way(dovetail::task<T> work) {
    bool arrived = false;
    struct noting {
        struct promise_type {
            noting get_return_object() { return {std::coroutine_handle<promise_type>::from_promise(*this)}; }
            std::suspend_always initial_suspend() const noexcept { return {}; }
            std::suspend_always final_suspend() const noexcept { return {}; }
            void return_void() const noexcept {}
            void unhandled_exception() const noexcept {}
        };
        std::coroutine_handle<promise_type> coroutine;
        ~noting() { coroutine.destroy(); }
    };
    auto const note = [](bool& reached) -> noting {
        reached = true;
        co_return;
    };
    noting const parent = note(arrived);
    dovetail::join_point end(1);
    end.set_parent(parent.coroutine);
    work.start(end);
    CHECK_FALSE(arrived);           // it has not finished by itself
    auto const dropped = std::move(work);
}

}  // namespace dovetail_test
