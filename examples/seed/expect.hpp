// SPDX-License-Identifier: BSL-1.0
// How an example checks itself: expect() keeps count, and main() returns exit_status().
#pragma once

#include <dovetail/core/error.hpp>
#include <dovetail/executor/task.hpp>

#include <iostream>
#include <optional>
#include <sstream>
#include <string>

namespace detail {
inline int failures = 0;

/// Takes what std::cout prints, until it is destroyed.
class capture {
public:
    capture() : terminal_(std::cout.rdbuf(text_.rdbuf())) {}
    capture(capture const&) = delete;
    ~capture() { std::cout.rdbuf(terminal_); }
    std::string text() const { return text_.str(); }

private:
    std::ostringstream text_;
    std::streambuf* terminal_;
};
}  // namespace detail

/// Says so if something does not hold.
inline void expect(bool holds, char const* what) {
    if (holds) return;
    ++detail::failures;
    std::cerr << "failed: " << what << '\n';
}

/// 0 if everything held.
inline int exit_status() { return detail::failures == 0 ? 0 : 1; }

/// What an example prints. It is printed, too.
inline dovetail::task<std::string> printed_by(dovetail::task<void> example) {
    std::string text;
    {
        detail::capture printed;
        co_await std::move(example);
        text = printed.text();
    }
    std::cout << text;
    co_return text;
}

/// What kind of error an example ends with; none if it ends well.
template <class T>
dovetail::task<std::optional<dovetail::error_category>> error_of(dovetail::task<T> example) {
    std::optional<dovetail::error_category> category;
    try {
        (void)co_await std::move(example);
    } catch (dovetail::error const& e) {
        category = e.category();
    }
    co_return category;
}
