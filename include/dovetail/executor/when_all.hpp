// SPDX-License-Identifier: BSL-1.0
//
// when_all: runs several tasks concurrently, on the thread of whoever awaits it, and gives all their results.
//
//     auto [user, count] = co_await dovetail::when_all(find_user(db1), count_roles(db2));
//     std::vector<int> lengths = co_await dovetail::when_all(std::move(tasks));        // std::vector<task<int>>
#pragma once

#include <coroutine>
#include <cstddef>
#include <tuple>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

#include <dovetail/core/error.hpp>
#include <dovetail/executor/task.hpp>

namespace dovetail {
namespace detail {

template <class T>
using when_all_value = std::conditional_t<std::is_void_v<T>, std::monostate, T>;

template <class T>
when_all_value<T> result_of(task<T>& child) {
    if constexpr (std::is_void_v<T>) {
        child.result();
        return {};
    } else {
        return child.result();
    }
}

template <class... T>
void start_each(std::tuple<task<T>...>& children, join_point& end) {
    std::apply([&](task<T>&... child) { (child.start(end), ...); }, children);
}

template <class T>
void start_each(std::vector<task<T>>& children, join_point& end) {
    for (task<T>& child : children) child.start(end);
}

/// Starts all the children and waits until all of them have arrived.
template <class Children>
class when_all_awaiter {
public:
    when_all_awaiter(Children& children, std::size_t count) noexcept : children_(children), end_(count) {}

    bool await_ready() const noexcept { return false; }
    bool await_suspend(std::coroutine_handle<> parent) {
        end_.set_parent(parent);
        detail::start_each(children_, end_);
        return end_.parent_must_wait();
    }
    void await_resume() const noexcept {}

private:
    Children& children_;
    join_point end_;
};

template <class... T>
task<std::tuple<when_all_value<T>...>> run_all(std::tuple<task<T>...> children) {
    when_all_awaiter<std::tuple<task<T>...>> all(children, sizeof...(T));
    co_await all;
    // Braces: the results are taken from left to right, so that the first exception in argument order is thrown.
    co_return std::apply(
        [](task<T>&... child) { return std::tuple<when_all_value<T>...>{detail::result_of(child)...}; }, children);
}

template <class T>
task<std::conditional_t<std::is_void_v<T>, void, std::vector<when_all_value<T>>>> run_all(
    std::vector<task<T>> children) {
    when_all_awaiter<std::vector<task<T>>> all(children, children.size());
    co_await all;
    if constexpr (std::is_void_v<T>) {
        for (task<T>& child : children) child.result();
    } else {
        std::vector<T> results;
        results.reserve(children.size());
        for (task<T>& child : children) results.push_back(child.result());
        co_return results;
    }
}

/// Asked before any child is started, so that a mistake leaves none of them half-way.
template <class T>
void require_startable(task<T> const& child) {
    if (!child)
        throw error(error_category::usage,
                    "dovetail: when_all() was given an empty task, one that was awaited before or moved from");
}

}  // namespace detail

/// Starts the tasks in argument order, each up to its first suspension, and waits for all of them.
///
/// @param tasks  each is taken over; a void task gives std::monostate, a task<T&> a T& in the tuple
/// @returns a task of the std::tuple of their results; nothing starts before it is awaited
///
/// All tasks run to their end, also when one throws; then the first exception in argument order is thrown, and the
/// others are dropped. Dropping the awaiting coroutine destroys all of them.
///
/// @throws error (usage) at the call, if one of them is empty
template <class... T>
task<std::tuple<detail::when_all_value<T>...>> when_all(task<T>... tasks) {
    (detail::require_startable(tasks), ...);
    return detail::run_all(std::tuple<task<T>...>(std::move(tasks)...));
}

/// The same for any number of tasks of one type: gives a std::vector of their results in the same order, nothing for
/// task<void>.
template <class T>
auto when_all(std::vector<task<T>> tasks) {
    constexpr bool ok = !std::is_reference_v<T>;
    static_assert(ok, "dovetail: when_all() cannot give a std::vector of references; let the tasks give pointers instead");
    if constexpr (ok) {
        for (task<T> const& child : tasks) detail::require_startable(child);
        return detail::run_all(std::move(tasks));
    } else return task<T>();
}

}  // namespace dovetail
