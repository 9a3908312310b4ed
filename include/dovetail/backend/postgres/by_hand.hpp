// SPDX-License-Identifier: BSL-1.0
// What a text by hand does to its connection, beside giving an answer.
#pragma once

#include <dovetail/executor/driver_by_hand.hpp>

#include <cstddef>
#include <string_view>

namespace dovetail::postgres_backend {

/// Whether it may leave something behind when its transaction is over: settings, LISTEN, prepared statements, cursors, temporary
/// tables, locks of the session. Rather too often than too seldom: then the connection is cleaned for nothing. So words count
/// wherever they stand, in quotation marks, too.
constexpr bool leaves_traces(std::string_view text) noexcept {
    using dovetail::detail::is_word;
    constexpr auto is_in_word = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
    };
    auto const holds_part = [=](std::string_view part, bool as_word) {
        for (std::size_t at = 0, end = part.size(); end <= text.size(); ++at, ++end)
            if (dovetail::detail::is_same_word(text.substr(at, part.size()), part) &&
                !(as_word && ((at > 0 && is_in_word(text[at - 1])) || (end < text.size() && is_in_word(text[end])))))
                return true;
        return false;
    };
    auto const holds = [=](auto... words) { return (holds_part(words, true) || ...); };
    auto rest = text;
    auto const first = dovetail::detail::take_first_word(rest);
    if (is_word(first, "set")) return !is_word(dovetail::detail::take_word(rest), "local", "transaction", "constraints");
    return is_word(first, "reset", "discard", "listen", "prepare", "declare", "load", "do") || holds_part("advisory_lock", false) ||
           holds("temp", "temporary", "pg_temp", "pg_settings") || (holds("set_config") && (holds("false") || !holds("true")));
}

/// Whether it is a COPY between the server and the program, whose data has no place among the answers to statements.
constexpr bool copies_rows(std::string_view text) noexcept {
    using dovetail::detail::is_word;
    auto word = dovetail::detail::take_first_word(text);
    if (!is_word(word, "copy")) return false;
    for (int depth = 0; !word.empty();) {
        bool const leads = depth == 0 && is_word(word, "from", "to");
        word = dovetail::detail::take_word(text);
        if (leads && is_word(word, "stdin", "stdout")) return true;
        depth += (word == "(") - (word == ")");
    }
    return false;
}

enum text_effect : unsigned char { has_traces = dovetail::detail::first_of_backend, has_copy = 2 * has_traces };
constexpr unsigned char text_effects(std::string_view text) noexcept {
    return static_cast<unsigned char>(dovetail::detail::transaction_effects(text) | (leaves_traces(text) ? has_traces : 0) |
                                      (copies_rows(text) ? has_copy : 0));
}

}  // namespace dovetail::postgres_backend
