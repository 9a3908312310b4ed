// SPDX-License-Identifier: BSL-1.0
// maybe<T>: one row or none, which cannot be taken for the row.
//
//     auto user = result.scalar_one_or_none();
//     if (user) print(user->username);         // print(user.username) does not compile
#pragma once

#include <dovetail/core/error.hpp>
#include <dovetail/core/fixed_string.hpp>
#include <dovetail/schema/types.hpp>

#include <concepts>
#include <optional>
#include <type_traits>
#include <utility>

namespace dovetail {

template <class T, fixed_string Note, fixed_string WhatToDo>
class maybe_row;

namespace detail {

/// Whether U is a value for a T to be compared with; an optional of a value, or another maybe, is none.
template <class T, class U>
inline constexpr bool is_value_for = !is_optional<U> || is_optional<T>;
template <class T, class U, fixed_string Note, fixed_string WhatToDo>
inline constexpr bool is_value_for<T, maybe_row<U, Note, WhatToDo>> = false;
template <class T, class U>
concept is_compared_with = is_value_for<T, U> && requires(T const& a, U const& b) {
    { a == b } -> std::convertible_to<bool>;
};

}  // namespace detail

/// A value that may not be there. Like std::optional, but `*` and `->` on an empty one throw no_result_found in
/// place of being undefined, and it does not convert to T. The notes are what compilers print beside its name.
template <class T, fixed_string Note, fixed_string WhatToDo>
class [[nodiscard]] maybe_row {
public:
    using value_type = T;

    maybe_row() = default;
    maybe_row(std::nullopt_t) {}
    maybe_row(T&& value) : value_(std::move(value)) {}
    maybe_row(T const& value) : value_(value) {}
    explicit maybe_row(std::optional<T> value) : value_(std::move(value)) {}

    bool has_value() const noexcept { return value_.has_value(); }
    explicit operator bool() const noexcept {
        static_assert(!std::is_same_v<T, bool>,
                      "dovetail: this would ask whether there is a row, not whether its value is true; write has_value() or *");
        return has_value();
    }

    T& operator*() & { return require(); }
    T const& operator*() const& { return const_cast<maybe_row*>(this)->require(); }
    T&& operator*() && { return std::move(require()); }
    T* operator->() { return &require(); }
    T const* operator->() const { return &const_cast<maybe_row*>(this)->require(); }

    /// The value; throws no_result_found where there is none.
    T& value() & { return require(); }
    T const& value() const& { return const_cast<maybe_row*>(this)->require(); }
    T&& value() && { return std::move(require()); }

    template <class U>
    T value_or(U&& other) const& { return value_.value_or(std::forward<U>(other)); }
    template <class U>
    T value_or(U&& other) && { return std::move(value_).value_or(std::forward<U>(other)); }

    operator std::optional<T>() const& { return value_; }
    operator std::optional<T>() && { return std::move(value_); }

    friend bool operator==(maybe_row const& m, std::nullopt_t) { return !m.has_value(); }
    friend bool operator==(maybe_row const& a, maybe_row const& b) { return a.value_ == b.value_; }

private:
    T& require() {
        if (!value_) throw no_result_found("dovetail: there is no row here; test the result before using * or ->");
        return *value_;
    }
    std::optional<T> value_;
};

/// Equal to a value, or to what a value compares with, is a row that is there. (Not a friend: a value, which converts to
/// maybe, is to be no first operand.)
template <class T, fixed_string Note, fixed_string WhatToDo, class U>
    requires detail::is_compared_with<T, U>
bool operator==(maybe_row<T, Note, WhatToDo> const& m, U const& value) {
    return m.has_value() && *m == value;
}
/// A row that may hold NULL, with such a value. (std::optional compares with anything, too, and would be as good a match.)
template <class V, fixed_string Note, fixed_string WhatToDo>
bool operator==(maybe_row<std::optional<V>, Note, WhatToDo> const& m, std::optional<V> const& value) {
    return m.has_value() && *m == value;
}
template <class V, fixed_string Note, fixed_string WhatToDo>
bool operator==(std::optional<V> const& value, maybe_row<std::optional<V>, Note, WhatToDo> const& m) {
    return m == value;
}

template <class T>
using maybe = maybe_row<T, "dovetail: there may be no row here;", "test it, then use * or ->">;

}  // namespace dovetail
