// SPDX-License-Identifier: BSL-1.0
//
// A coroutine that is started, suspends half-way, and is destroyed there: what a cancelled request leaves behind.
//
//     drop_half_way(create_user(db));       // which awaits never{} somewhere
//     drop_at_once(db.execute(...));        // while it waits for the database's answer
#pragma once

#include <dovetail/executor/sync_wait.hpp>
#include <dovetail/executor/task.hpp>

#include "support/catch.hpp"

#include <coroutine>
#include <utility>

namespace dovetail_test {

/// Awaited, it is never resumed.
struct never {
    bool await_ready() const noexcept { return false; }
    void await_suspend(std::coroutine_handle<>) const {
        if (auto const waiting = std::exchange(observer, nullptr)) dovetail::run_loop::current()->post(waiting);
    }
    void await_resume() const noexcept {}

    /// Who is told that something awaits it.
    static inline std::coroutine_handle<> observer;
};

/// A parent of tasks that notes when it is resumed.
class noting_parent {
public:
    noting_parent() : coroutine_(note(reached_)) {}
    noting_parent(noting_parent const&) = delete;
    noting_parent& operator=(noting_parent const&) = delete;
    ~noting_parent() { coroutine_.destroy(); }

    std::coroutine_handle<> handle() const noexcept { return coroutine_; }
    bool was_resumed() const noexcept { return reached_; }

private:
    struct noting {
        struct promise_type {
            noting get_return_object() { return {std::coroutine_handle<promise_type>::from_promise(*this)}; }
            std::suspend_always initial_suspend() const noexcept { return {}; }
            std::suspend_always final_suspend() const noexcept { return {}; }
            void return_void() const noexcept {}
            void unhandled_exception() const noexcept {}
        };
        std::coroutine_handle<promise_type> coroutine;
    };
    static noting note_it(bool& reached) {
        reached = true;
        if (auto const waiting = std::exchange(never::observer, nullptr)) dovetail::run_loop::current()->post(waiting);
        co_return;
    }
    static std::coroutine_handle<> note(bool& reached) { return note_it(reached).coroutine; }

    bool reached_ = false;
    std::coroutine_handle<> coroutine_;
};

/// Runs a task until it awaits never{} and destroys it there.
template <class T>
void drop_half_way(dovetail::task<T> work) {
    auto const run = [](dovetail::task<T> half) -> dovetail::task<void> {
        noting_parent const parent;
        dovetail::join_point end(1);
        end.set_parent(parent.handle());
        struct until_never {
            dovetail::task<T>& half;
            dovetail::join_point& end;
            bool await_ready() const noexcept { return false; }
            void await_suspend(std::coroutine_handle<> self) const {
                never::observer = self;
                half.start(end);
                if (!end.parent_must_wait()) dovetail::run_loop::current()->post(std::exchange(never::observer, nullptr));
            }
            void await_resume() const noexcept {}
        };
        until_never begins{half, end};
        co_await begins;
        if (parent.was_resumed()) (void)half.result();      // its error says more
        CHECK_FALSE(parent.was_resumed());          // it has not finished by itself
        auto const dropped = std::move(half);
    };
    dovetail::sync_wait(run(std::move(work)));
}

/// Runs a task to where it waits for the first time, for a database's answer, and destroys it there.
template <class T>
void drop_at_once(dovetail::task<T> work) {
    noting_parent const parent;
    dovetail::join_point end(1);
    end.set_parent(parent.handle());
    work.start(end);
    CHECK(end.parent_must_wait());
    auto const dropped = std::move(work);
}

}  // namespace dovetail_test
