// SPDX-License-Identifier: BSL-1.0
// What a text by hand leaves on its connection when its transaction is over: settings, LISTEN, prepared statements, cursors,
// temporary tables, locks of the session.
#pragma once

#include <algorithm>
#include <string_view>

namespace dovetail::postgres_backend {

namespace detail {

constexpr bool is_same_letter(char a, char b) noexcept {
    constexpr auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c; };
    return lower(a) == lower(b);
}
constexpr bool holds(std::string_view text, std::string_view part) noexcept {
    return !std::ranges::search(text, part, is_same_letter).empty();
}
/// Takes the first word off.
constexpr std::string_view take_word(std::string_view& text) noexcept {
    constexpr std::string_view blanks = " \t\r\n";
    text.remove_prefix(std::min(text.find_first_not_of(blanks), text.size()));
    auto const word = text.substr(0, text.find_first_of(blanks));
    text.remove_prefix(word.size());
    return word;
}

}  // namespace detail

/// Whether it may. Rather too often than too seldom: then the connection is cleaned for nothing.
constexpr bool leaves_traces(std::string_view text) noexcept {
    auto rest = text;
    auto const is_one_of = [](std::string_view word, auto... names) {
        return (std::ranges::equal(word, std::string_view(names), detail::is_same_letter) || ...);
    };
    auto const first = detail::take_word(rest);
    if (is_one_of(first, "set")) return !is_one_of(detail::take_word(rest), "local", "transaction", "constraints");
    return is_one_of(first, "reset", "discard", "listen", "prepare", "declare", "load") || detail::holds(text, "advisory_lock") ||
           detail::holds(text, " temp ") || detail::holds(text, " temporary ") ||
           (detail::holds(text, "set_config") && detail::holds(text, "false"));
}

}  // namespace dovetail::postgres_backend
