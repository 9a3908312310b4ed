// SPDX-License-Identifier: BSL-1.0
// maybe<T>: one row or none, which cannot be taken for the row.
//
//     auto user = result.scalar_one_or_none();
//     if (user) print(user->username);         // print(user.username) does not compile
#pragma once

#include <dovetail/core/error.hpp>
#include <dovetail/core/fixed_string.hpp>

#include <optional>
#include <utility>

namespace dovetail {

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
    explicit operator bool() const noexcept { return has_value(); }

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

template <class T>
using maybe = maybe_row<T, "dovetail: there may be no row here;", "test it, then use * or ->">;

}  // namespace dovetail
