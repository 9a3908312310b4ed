// SPDX-License-Identifier: BSL-1.0
// What a text by hand does to its connection, beside giving an answer.
#pragma once

#include <dovetail/executor/driver_by_hand.hpp>

#include <cstddef>
#include <string_view>

namespace dovetail::postgres_backend {

/// Whether it may leave something behind when its transaction is over: settings, LISTEN, prepared statements, cursors, temporary
/// tables, locks of the session. Rather too often than too seldom: then the connection is cleaned for nothing.
constexpr bool leaves_traces(std::string_view text) noexcept {
    using dovetail::detail::is_word;
    auto const holds = [=](std::string_view part) {
        for (std::size_t at = 0; at + part.size() <= text.size(); ++at)
            if (dovetail::detail::is_same_word(text.substr(at, part.size()), part)) return true;
        return false;
    };
    auto rest = text;
    auto const first = dovetail::detail::take_first_word(rest);
    if (is_word(first, "set")) return !is_word(dovetail::detail::take_word(rest), "local", "transaction", "constraints");
    return is_word(first, "reset", "discard", "listen", "prepare", "declare", "load") || holds("advisory_lock") || holds(" temp ") ||
           holds(" temporary ") || (holds("set_config") && holds("false"));
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

}  // namespace dovetail::postgres_backend
