// SPDX-License-Identifier: BSL-1.0
// Text of fragments: the dialect's own one, with the arguments in place of its question marks.
#pragma once

#include <dovetail/expression/fragment.hpp>
#include <dovetail/lowering/lower.hpp>
#include <dovetail/lowering/raw.hpp>

namespace dovetail::detail {

/// Whether the text is one thing by itself, beside any operator: f(...), (...), 'text', a name, CASE ... END.
constexpr bool is_whole(std::string_view text) {
    if (text.starts_with("CASE ")) return true;
    std::size_t at = 0;
    while (is_letter_at(text, at) || is_digit_at(text, at)) ++at;
    if (at == text.size()) return true;
    if (text[at] != '(') return false;
    for (int depth = 0; at < text.size();) {
        if (auto const end = end_of_quoted(text, at); end != at && text[at] != '[') {
            at = end;
            continue;
        }
        if (text[at] == '(') ++depth;
        if (text[at] == ')' && --depth == 0) return at + 1 == text.size();
        ++at;
    }
    return false;
}

template <>
struct lower<node_kind::fragment> {
    template <class Node>
    static constexpr void write(writer& w, int outside) {
        write_pieces(w, outside, Node::sqlite_text, Node::postgres_text, static_cast<typename Node::operands*>(nullptr));
    }

private:
    struct argument {
        void (*write)(writer&, int);
        unsigned parameters;
    };
    template <class... Arguments>
    static constexpr argument arguments[]{{&detail::write<Arguments>, Arguments::parameters}..., {nullptr, 0}};

    template <class... Arguments>
    static constexpr void write_pieces(writer& w, int outside, std::string_view sqlite, std::string_view postgres,
                                       nodes<Arguments...>*) {
        bool const in_postgres = w.dialect.functions == spelling::postgres;
        auto const text = in_postgres ? postgres : sqlite;
        if (text.empty()) w.cannot(in_postgres ? sqlite : postgres);
        bool const bracketed = outside > 0 && !is_whole(text);
        if (bracketed) w.put("(");
        write_pieces(w, text, in_postgres, arguments<Arguments...>, sizeof...(Arguments));
        if (bracketed) w.put(")");
    }

    static constexpr void write_pieces(writer& w, std::string_view text, bool in_postgres, argument const* arguments,
                                       unsigned count) {
        unsigned const before = w.parameters;
        unsigned all = 0, next = 0, from = 0;
        for (unsigned i = 0; i < count; ++i) all += arguments[i].parameters;
        bool is_complete = true;
        for (unsigned at = 0; at < text.size();) {
            auto const end = in_postgres ? end_of_quoted_in_postgres(text, at) : end_of_quoted(text, at);
            if (end != at) at = static_cast<unsigned>(end);
            else if (text[at] != '?') ++at;
            else {
                w.put(text.substr(from, at - from));
                bool const is_operator = at + 1 < text.size() && text[at + 1] == '?';
                bool const is_alone = !is_operator && stands_alone(text, at);
                if (is_operator) w.put("?");
                from = at += 1 + is_operator;
                if (is_operator) continue;
                unsigned which = next;
                if (is_digit_at(text, at)) {
                    which = static_cast<unsigned>(text[at] - '1');
                    from = ++at;
                }
                if (which >= count) is_complete = false;
                else {
                    // Numbered parameters may be written in any order, and twice.
                    w.parameters = before;
                    for (unsigned i = 0; i < which; ++i) w.parameters += arguments[i].parameters;
                    arguments[which].write(w, is_alone ? 0 : by_nothing);
                }
                next = which + 1 > next ? which + 1 : next;
            }
        }
        w.put(text.substr(from));
        w.parameters = before + all;
        if (!text.empty() && (!is_complete || next != count)) w.note(rule::raw_values, "", "");
    }
    /// Whether brackets or commas are on both sides of the question mark at that place.
    static constexpr bool stands_alone(std::string_view text, std::size_t at) {
        std::size_t before = at, behind = at + 1;
        while (before > 0 && text[before - 1] == ' ') --before;
        if (is_digit_at(text, behind)) ++behind;
        bool const opens = before > 0 && (text[before - 1] == '(' || text[before - 1] == ',');
        return opens && behind < text.size() && (text[behind] == ')' || text[behind] == ',');
    }
};

template <>
struct lower<node_kind::escaped_pattern> {
    template <class Node>
    static constexpr void write(writer& w, int outside) {
        detail::write<typename Node::pattern>(w, outside);
        w.put(" ESCAPE ");
        if constexpr (std::is_void_v<typename Node::escape>) w.put("'/'");
        else detail::write<typename Node::escape>(w, by_nothing);
    }
};

}  // namespace dovetail::detail
