// SPDX-License-Identifier: BSL-1.0
// fixed_string: text as a template argument, for the names of tables, columns and relationships.
//
//     template <fixed_string Name> struct column {};
//     column<"username"> c;
#pragma once

#include <cstddef>
#include <string_view>

namespace dovetail {

/// Text of N - 1 characters and the closing NUL, usable as a template argument (it is structural).
template <std::size_t N>
struct fixed_string {
    char chars[N]{};

    constexpr fixed_string() = default;

    constexpr fixed_string(char const (&text)[N]) {
        for (std::size_t i = 0; i < N; ++i) chars[i] = text[i];
    }

    /// Takes exactly N - 1 characters from `text`.
    static constexpr fixed_string from(std::string_view text) {
        fixed_string result;
        for (std::size_t i = 0; i + 1 < N; ++i) result.chars[i] = text[i];
        return result;
    }

    constexpr std::string_view view() const { return {chars, N - 1}; }
    constexpr operator std::string_view() const { return view(); }
};

}  // namespace dovetail
