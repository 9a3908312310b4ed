// SPDX-License-Identifier: BSL-1.0
//
// task<T>: a coroutine that starts when it is awaited and gives a T, a T& or nothing (task<>).
//
//     dovetail::task<int> answer() { co_return 42; }
//     dovetail::task<int> twice()  { int n = co_await answer(); co_return 2 * n; }
//
// Also here, for those who write something that awaits: join_point (who goes on when parent and child have both
// arrived) and outcome<T> (a value or an exception, kept until it is taken).
//
// Why no symmetric transfer: g++ 12 makes no tail call at -O0, -O1 or under ASan, so that each await that finishes at
// once would leave a frame on the stack. Here the parent starts the child by an ordinary call and goes on by an
// ordinary return, and the stack never grows with the number of awaits (only with their nesting, as for any function).
#pragma once

#include <atomic>
#include <concepts>
#include <coroutine>
#include <cstddef>
#include <exception>
#include <memory>
#include <optional>
#include <type_traits>
#include <utility>

#include <dovetail/core/error.hpp>

namespace dovetail {

/// Where a coroutine meets the children it has started: whoever arrives last goes on with the parent.
///
/// Threads: each child may arrive on a thread of its own. Lifetime: it lives in the parent's frame (in the awaiter);
/// nobody touches it after arriving, except the last, who owns the parent then.
class join_point {
public:
    explicit join_point(std::size_t children) noexcept : pending_(children + 1) {}

    /// Before the first child is started: who goes on.
    void set_parent(std::coroutine_handle<> parent) noexcept { parent_ = parent; }

    /// A child has finished; it touches nothing of its own after this call, as the parent may destroy it. Resumes the
    /// parent if everyone else is here. A parent that lets an exception out of resume() terminates the program.
    void child_arrived() noexcept {
        if (is_last()) parent_.resume();
    }

    /// All children have been started: must the parent stay suspended? To be returned from await_suspend at once.
    [[nodiscard]] bool parent_must_wait() noexcept { return !is_last(); }

private:
    // The one decision: acq_rel, so that the last sees everything that the others did before they arrived.
    bool is_last() noexcept { return pending_.fetch_sub(1, std::memory_order_acq_rel) == 1; }

    std::atomic<std::size_t> pending_;
    std::coroutine_handle<> parent_;
};

/// What a coroutine or a job ended with: a T (a value, an lvalue reference or void) or an exception.
/// Not for use by several threads at once.
template <class T>
class outcome {
    static_assert(std::is_void_v<T> || std::is_lvalue_reference_v<T> || std::is_same_v<T, std::decay_t<T>>,
                  "dovetail: a coroutine gives a value, an lvalue reference or void; for T&& or const T give T");

public:
    /// Keeps the value (no argument for void, an lvalue for a reference).
    template <class... U>
    void set_value(U&&... value) {
        if constexpr (std::is_lvalue_reference_v<T>) {
            static_assert((... && (std::is_lvalue_reference_v<U> &&
                                   std::is_convertible_v<std::add_pointer_t<U>, std::add_pointer_t<T>>)),
                          "dovetail: this would refer to a temporary; give an object that outlives the coroutine");
            kept_.emplace(std::addressof(value)...);
        } else {
            kept_.emplace(std::forward<U>(value)...);
        }
    }

    /// Keeps the exception that is being handled. To be called in a catch block.
    void set_current_exception() noexcept { exception_ = std::current_exception(); }

    /// Gives the value, or throws the exception. Once, after one of the above.
    T take() {
        if (exception_) std::rethrow_exception(std::exchange(exception_, nullptr));
        if constexpr (std::is_lvalue_reference_v<T>)
            return **kept_;
        else if constexpr (!std::is_void_v<T>)
            return *std::move(kept_);
    }

private:
    struct nothing {};
    using kept_type = std::conditional_t<std::is_lvalue_reference_v<T>, std::add_pointer_t<T>,
                                         std::conditional_t<std::is_void_v<T>, nothing, T>>;
    std::optional<kept_type> kept_;
    std::exception_ptr exception_;
};

namespace detail {
template <class T>
class task_promise;
template <class T>
class task_awaiter;

// Not in the template, so that a hundred kinds of task hold it once.
[[noreturn]] inline void throw_empty_task() {
    throw error(error_category::usage,
                "dovetail: this task is empty, as it was awaited or moved from; call the coroutine for another");
}
}  // namespace detail

/// A lazy coroutine, awaited at most once: `co_await` takes what is in the task, from an lvalue too, and gives the T
/// or throws what the coroutine threw. It goes on where its awaiter runs; awaiting one that need not wait allocates
/// nothing beyond its frame and changes no thread.
///
/// Lifetime: the task (then the await) owns the coroutine and destroys it with everything in it, never started or
/// suspended midway alike. A coroutine keeps references to its reference parameters, and a lambda's captures die with
/// the lambda: both must outlive the task. Threads: a task is used by one thread at a time.
template <class T = void>
class [[nodiscard("dovetail: a task does nothing until it is awaited: write co_await, or pass it to sync_wait() or "
                  "when_all()")]] task {
public:
    using promise_type = detail::task_promise<T>;

    /// An empty task: there is nothing to await until another one is moved into it.
    task() noexcept = default;
    task(task&& other) noexcept : coroutine_(std::exchange(other.coroutine_, nullptr)) {}
    task& operator=(task&& other) noexcept {
        task old(std::move(other));
        std::swap(coroutine_, old.coroutine_);
        return *this;
    }
    ~task() {
        if (coroutine_) coroutine_.destroy();
    }

    /// Is there something to await? False when it was awaited, started or moved from.
    [[nodiscard]] explicit operator bool() const noexcept { return coroutine_ && !coroutine_.promise().started(); }

    /// Starts the coroutine and gives its value or exception. The task is empty afterwards.
    ///
    /// @throws error (usage) if there is nothing to await
    detail::task_awaiter<T> operator co_await();

    /// For those who write something like when_all: runs the coroutine up to its first suspension; it will arrive at
    /// `end`, which must live until then or until this task is destroyed.
    ///
    /// @throws error (usage) if there is nothing to start
    void start(join_point& end) {
        require_startable();
        coroutine_.promise().arrive_at(end);
        coroutine_.resume();
    }

    /// The value or exception of a task that was started and has arrived. Once.
    T result() { return coroutine_.promise().result(); }

private:
    friend promise_type;
    explicit task(promise_type& promise) noexcept
        : coroutine_(std::coroutine_handle<promise_type>::from_promise(promise)) {}

    void require_startable() const {
        if (!*this) detail::throw_empty_task();
    }

    std::coroutine_handle<promise_type> coroutine_;
};

namespace detail {

/// The part of the promise that is the same for values and void.
template <class T>
class task_promise_base {
public:
    std::suspend_always initial_suspend() const noexcept { return {}; }

    auto final_suspend() const noexcept {
        struct arrival {
            bool await_ready() const noexcept { return false; }
            // By now the coroutine counts as suspended, so that the parent may destroy it.
            void await_suspend(std::coroutine_handle<task_promise<T>> child) const noexcept {
                child.promise().end_->child_arrived();
            }
            void await_resume() const noexcept {}
        };
        return arrival();
    }

    void unhandled_exception() noexcept { outcome_.set_current_exception(); }

    bool started() const noexcept { return end_ != nullptr; }
    void arrive_at(join_point& end) noexcept { end_ = &end; }
    T result() { return outcome_.take(); }

protected:
    outcome<T> outcome_;

private:
    join_point* end_ = nullptr;
};

template <class T>
class task_promise : public task_promise_base<T> {
public:
    task<T> get_return_object() noexcept { return task<T>(*this); }

    template <std::convertible_to<T> U = T>
    void return_value(U&& value) {
        this->outcome_.set_value(std::forward<U>(value));
    }
};

template <>
class task_promise<void> : public task_promise_base<void> {
public:
    task<void> get_return_object() noexcept { return task<void>(*this); }
    void return_void() noexcept { outcome_.set_value(); }
};

/// Owns the child from co_await on, so that the child and the join_point it arrives at live and die together.
template <class T>
class task_awaiter {
public:
    explicit task_awaiter(task<T> child) noexcept : child_(std::move(child)) {}

    bool await_ready() const noexcept { return false; }

    bool await_suspend(std::coroutine_handle<> parent) {
        end_.set_parent(parent);
        child_.start(end_);
        return end_.parent_must_wait();
    }

    T await_resume() { return child_.result(); }

private:
    join_point end_{1};  // before the child: outlives it
    task<T> child_;
};

}  // namespace detail

template <class T>
detail::task_awaiter<T> task<T>::operator co_await() {
    require_startable();
    return detail::task_awaiter<T>(std::move(*this));
}

}  // namespace dovetail
