// SPDX-License-Identifier: BSL-1.0
// What drivers look for in a text by hand: its words, and whether it begins or ends a transaction.
#pragma once

#include <dovetail/core/error.hpp>

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>

namespace dovetail::detail {

constexpr bool is_same_letter(char a, char b) noexcept {
    constexpr auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c; };
    return lower(a) == lower(b);
}
// A loop, as std::ranges::equal would cost whoever includes this 4% of compile time.
constexpr bool is_same_word(std::string_view a, std::string_view b) noexcept {
    if (a.size() != b.size()) return false;
    for (std::size_t i = 0; i < a.size(); ++i)
        if (!is_same_letter(a[i], b[i])) return false;
    return true;
}
/// Whether it is one of these.
template <class... Names>
constexpr bool is_word(std::string_view word, Names... names) noexcept {
    return (is_same_word(word, names) || ...);
}
/// Takes the first word off, or a sign, or what stands in quotation marks, as a whole; empty at the end. Passes over blanks and
/// comments.
constexpr std::string_view take_word(std::string_view& text) noexcept {
    constexpr auto none = std::string_view::npos;
    auto const take = [&](std::size_t size) {
        auto const taken = text.substr(0, size);
        text.remove_prefix(taken.size());
        return taken;
    };
    for (;;) {
        take(std::min(text.find_first_not_of(" \t\r\n\f\v"), text.size()));
        if (text.starts_with("--")) take(text.find('\n'));
        else if (text.starts_with("/*")) {
            auto const end = text.find("*/", 2);
            take(end == none ? none : end + 2);
        } else break;
    }
    constexpr std::string_view others_than_letters = " \t\r\n\f\v,;()'\"[]+-*/<>=~!@#%^&|`?:.";
    if (auto const size = text.find_first_of(others_than_letters); size != 0) return take(size);
    if (text[0] != '\'' && text[0] != '"') return take(1);
    auto const end = text.find(text[0], 1);
    return take(end == none ? none : end + 1);
}

/// The same at a statement's beginning, where databases pass over semicolons, too.
constexpr std::string_view take_first_word(std::string_view& text) noexcept {
    auto word = take_word(text);
    while (word == ";") word = take_word(text);
    return word;
}

/// What a text by hand does beside giving an answer, in bits; a backend has others behind these.
enum text_effect : unsigned char {
    begins_or_ends_transaction = 1,
    begins_transaction_outside = 2,     ///< of one: SAVEPOINT, on SQLite
    first_of_backend = 4
};
constexpr unsigned char transaction_effects(std::string_view text) noexcept {
    auto const first = take_first_word(text);
    auto second = take_word(text);
    auto const controls = [&] {
        if (is_word(first, "begin", "end", "abort")) return true;
        if (is_word(first, "start", "prepare")) return is_word(second, "transaction");
        if (is_word(first, "rollback") && is_word(second, "work", "transaction")) second = take_word(text);
        return is_word(first, "commit", "rollback") && !is_word(second, "to", "prepared");
    };
    if (is_word(first, "savepoint")) return begins_transaction_outside;
    return controls() ? begins_or_ends_transaction : 0;
}

/// What comes behind such a text would be outside of the transaction that a session says it is in, or inside of one that
/// nobody ends.
inline void require_no_transaction_control(unsigned effects, bool is_inside, std::string_view text) {
    if ((effects & begins_or_ends_transaction) != 0 || (!is_inside && (effects & begins_transaction_outside) != 0))
        throw error(error_category::usage,
                    "dovetail: transactions are begun and ended by a session, not by hand; use its commit(), rollback(), transaction() "
                    "and begin_nested()", 0, std::string(text));
}

}  // namespace dovetail::detail
