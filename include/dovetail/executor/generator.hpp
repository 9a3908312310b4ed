// SPDX-License-Identifier: BSL-1.0
//
// generator<T>: a coroutine that gives many values, one each time it is asked, and may await between them.
//
//     dovetail::generator<int> ids(Rows& rows) { while (auto row = co_await rows.next()) co_yield row->id; }
//     auto stream = ids(rows);
//     while (auto id = co_await stream.next()) use(*id);
//
// g++ 12 destroys an aggregate temporary with owning members twice in `co_yield Row{...}`: name the object, and write
// `co_yield std::move(row)`.
#pragma once

#include <concepts>
#include <coroutine>
#include <exception>
#include <memory>
#include <optional>
#include <type_traits>
#include <utility>

#include <dovetail/core/error.hpp>
#include <dovetail/executor/task.hpp>

namespace dovetail {
namespace detail {

template <class T>
class generator_promise;
template <class T>
class next_awaiter;

}  // namespace detail

/// A lazy stream of values. Like a task it goes on where its awaiter runs, and however many values it gives, the stack
/// does not grow.
///
/// T may be an lvalue reference; then next() gives a pointer to the object that was yielded, valid up to the following
/// next(), and no value is moved or copied.
///
/// Lifetime: owns the coroutine and destroys it with everything in it, also in the middle of the stream. It outlives
/// each await of next(). Threads: used by one thread at a time.
template <class T>
class [[nodiscard("dovetail: a generator does nothing until it is asked: write co_await stream.next()")]] generator {
    static_assert(std::is_lvalue_reference_v<T> || std::is_same_v<T, std::decay_t<T>>,
                  "dovetail: a generator gives values or lvalue references; for T&& or const T give T");

public:
    using promise_type = detail::generator_promise<T>;

    /// What next() gives: true while there is a value, and `*item` is the value.
    using item = std::conditional_t<std::is_lvalue_reference_v<T>, std::add_pointer_t<T>, std::optional<T>>;

    /// An empty generator: there is nothing to ask until another one is moved into it.
    generator() noexcept = default;
    generator(generator&& other) noexcept : coroutine_(std::exchange(other.coroutine_, nullptr)) {}
    generator& operator=(generator&& other) noexcept {
        generator old(std::move(other));
        std::swap(coroutine_, old.coroutine_);
        return *this;
    }
    ~generator() {
        if (coroutine_) coroutine_.destroy();
    }

    /// `co_await next()` runs the coroutine to its next co_yield and gives the value; at the end, and ever after, an
    /// empty item. Throws what the coroutine threw; that ends the stream.
    ///
    /// If the await is dropped midway, the generator stays as it is and the following next() gives the value that this
    /// one would have given.
    ///
    /// @throws error (usage) if it was moved from; when awaited, if an earlier next() is still being awaited
    [[nodiscard("dovetail: next() does nothing until it is awaited: write co_await stream.next()")]]
    detail::next_awaiter<T> next();

private:
    friend promise_type;
    explicit generator(promise_type& promise) noexcept
        : coroutine_(std::coroutine_handle<promise_type>::from_promise(promise)) {}

    std::coroutine_handle<promise_type> coroutine_;
};

namespace detail {

template <class T>
class generator_promise {
public:
    using item = typename generator<T>::item;

    /// Suspends the generator and tells whoever awaits next(), if anyone does.
    struct hand_over {
        bool await_ready() const noexcept { return false; }
        void await_suspend(std::coroutine_handle<generator_promise> stream) const noexcept {
            auto& promise = stream.promise();
            promise.running_ = false;
            // The consumer may ask again, or destroy the generator, inside this call: nothing follows it.
            if (auto* const consumer = std::exchange(promise.consumer_, nullptr)) consumer->child_arrived();
        }
        void await_resume() const noexcept {}
    };

    generator<T> get_return_object() noexcept { return generator<T>(*this); }
    std::suspend_always initial_suspend() const noexcept { return {}; }
    hand_over final_suspend() const noexcept { return {}; }
    void return_void() const noexcept {}
    void unhandled_exception() noexcept { exception_ = std::current_exception(); }

    template <std::convertible_to<T> U = T>
    hand_over yield_value(U&& value) {
        if constexpr (std::is_lvalue_reference_v<T>) {
            // A temporary of the right type is fine: it lives until the coroutine goes on.
            static_assert(std::is_convertible_v<std::add_pointer_t<U>, std::add_pointer_t<T>>,
                          "dovetail: this co_yield would refer to a temporary of another type; yield a T itself");
            item_ = std::addressof(value);
        } else {
            item_.emplace(std::forward<U>(value));
        }
        return {};
    }

private:
    friend next_awaiter<T>;

    item item_{};
    std::exception_ptr exception_;
    join_point* consumer_ = nullptr;  // where the await of next() waits, if there is one
    bool running_ = false;            // on its way to the next co_yield
};

template <class T>
class next_awaiter {
public:
    explicit next_awaiter(generator_promise<T>& promise) noexcept : promise_(promise) {}
    next_awaiter(next_awaiter const&) = delete;
    next_awaiter& operator=(next_awaiter const&) = delete;
    ~next_awaiter() {
        if (promise_.consumer_ == &end_) promise_.consumer_ = nullptr;
    }

    /// True after the end, and for a value (or end) that was reached after an earlier next() had been dropped.
    bool await_ready() const {
        if (promise_.consumer_ != nullptr)
            throw error(error_category::usage,
                        "dovetail: next() was awaited while an earlier next() of this generator is being awaited");
        return promise_.item_ || coroutine().done();
    }

    bool await_suspend(std::coroutine_handle<> consumer) {
        end_.set_parent(consumer);
        promise_.consumer_ = &end_;
        // It is running already if an earlier next() was dropped: then there is only to wait for it.
        if (!std::exchange(promise_.running_, true)) coroutine().resume();
        return end_.parent_must_wait();
    }

    typename generator<T>::item await_resume() {
        if (promise_.exception_) std::rethrow_exception(std::exchange(promise_.exception_, nullptr));
        if constexpr (std::is_lvalue_reference_v<T>) {
            return std::exchange(promise_.item_, nullptr);
        } else {
            std::optional<T> value = std::move(promise_.item_);
            promise_.item_.reset();
            return value;
        }
    }

private:
    auto coroutine() const noexcept { return std::coroutine_handle<generator_promise<T>>::from_promise(promise_); }

    generator_promise<T>& promise_;
    join_point end_{1};
};

}  // namespace detail

template <class T>
detail::next_awaiter<T> generator<T>::next() {
    if (!coroutine_)
        throw error(error_category::usage, "dovetail: this generator is empty, as it was moved from");
    return detail::next_awaiter<T>(coroutine_.promise());
}

}  // namespace dovetail
