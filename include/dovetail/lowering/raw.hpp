// SPDX-License-Identifier: BSL-1.0
// Text of a raw statement, and the one rule that can be checked of it: each placeholder has its value.
//
// Programs write ? on every database. Where parameters are numbered, the text gets $1, $2 in their place; there an
// operator with a question mark is written with two, and a text that has $1 in it is sent as it is.
#pragma once

#include <dovetail/lowering/writer.hpp>

#include <cstddef>

namespace dovetail::detail {

constexpr bool is_digit_at(std::string_view sql, std::size_t at) { return at < sql.size() && sql[at] >= '0' && sql[at] <= '9'; }
/// Whether a letter, or a byte of one, or an underscore stands there.
constexpr bool is_letter_at(std::string_view sql, std::size_t at) {
    if (at >= sql.size()) return false;
    char const c = sql[at];
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || static_cast<unsigned char>(c) >= 0x80;
}
/// The place behind the next `end`, or the end of the text.
constexpr std::size_t behind(std::string_view sql, std::string_view end, std::size_t from) {
    // No find(): with -fsanitize=undefined, g++ 12 takes its test for a null pointer for no constant.
    while (from < sql.size() && !sql.substr(from).starts_with(end)) ++from;
    return from < sql.size() ? from + end.size() : from;
}

/// Where what begins at `at` ends: a string, a quoted name or a comment, in which nothing is a placeholder. Doubled
/// quotes need no care: they end one string and begin the next. `at` itself for anything else.
constexpr std::size_t end_of_quoted(std::string_view sql, std::size_t at) {
    auto const rest = sql.substr(at);
    if (rest.starts_with("--")) return behind(sql, "\n", at + 2);
    if (rest.starts_with("/*")) return behind(sql, "*/", at + 2);
    if (rest.starts_with('[')) return behind(sql, "]", at + 1);
    if (rest.starts_with('\'') || rest.starts_with('"') || rest.starts_with('`')) return behind(sql, rest.substr(0, 1), at + 1);
    return at;
}

/// The same in PostgreSQL's grammar: comments nest, E'\'' is a string, $tag$ begins one, brackets are no quotes. A word
/// counts as quoted, too: it may have $1 in it.
constexpr std::size_t end_of_quoted_in_postgres(std::string_view sql, std::size_t at) {
    auto const rest = sql.substr(at);
    if (rest.starts_with("/*")) {
        for (int depth = 1; at + 2 < sql.size() && depth > 0;) {
            auto const next = sql.substr(at += 2);
            if (next.starts_with("*/")) --depth;
            else if (next.starts_with("/*")) ++depth;
            else --at;
        }
        return at + 2 < sql.size() ? at + 2 : sql.size();
    }
    if (rest.starts_with("E'") || rest.starts_with("e'")) {
        for (at += 2; at < sql.size() && (sql[at] != '\'' || sql.substr(at).starts_with("''")); ++at)
            if (sql[at] == '\\' || sql[at] == '\'') ++at;
        return at < sql.size() ? at + 1 : sql.size();
    }
    if (rest.starts_with('$')) {
        std::size_t end = at + 1;
        if (is_letter_at(sql, end))
            while (is_letter_at(sql, end) || is_digit_at(sql, end)) ++end;
        if (end >= sql.size() || sql[end] != '$') return at;
        return behind(sql, sql.substr(at, end + 1 - at), end + 1);
    }
    if (is_letter_at(sql, at)) {
        while (is_letter_at(sql, at) || is_digit_at(sql, at) || (at < sql.size() && sql[at] == '$')) ++at;
        return at;
    }
    return rest.starts_with('[') || rest.starts_with('`') ? at : end_of_quoted(sql, at);
}

/// The greatest number of $1, $2, ... in the text; 0 where it has none.
constexpr unsigned greatest_number(std::string_view sql) {
    unsigned greatest = 0;
    for (std::size_t at = 0; at < sql.size();) {
        if (auto const end = end_of_quoted_in_postgres(sql, at); end != at) at = end;
        else if (sql[at++] == '$') {
            unsigned number = 0;
            for (; is_digit_at(sql, at); ++at) number = number * 10 + static_cast<unsigned>(sql[at] - '0');
            if (number > greatest) greatest = number;
        }
    }
    return greatest;
}

/// Calls text(piece) for what stands between the placeholders, and placeholder() for each ?. Gives their number.
template <class Text, class Placeholder>
constexpr unsigned number_placeholders(std::string_view sql, Text text, Placeholder placeholder) {
    unsigned count = 0;
    std::size_t from = 0;
    for (std::size_t at = 0; at < sql.size();) {
        if (auto const end = end_of_quoted_in_postgres(sql, at); end != at) at = end;
        else if (sql[at++] == '?' && !is_digit_at(sql, at)) {
            bool const is_operator = at < sql.size() && sql[at] == '?';
            text(sql.substr(from, at - from - !is_operator));
            if (is_operator) ++at;
            else ++count, placeholder();
            from = at;
        }
    }
    text(sql.substr(from));
    return count;
}

/// The number of values that a statement takes; -1 where it has placeholders of other kinds than ? and $1.
constexpr int count_placeholders(std::string_view sql, bool numbered) {
    if (numbered) {
        auto const greatest = greatest_number(sql);
        return static_cast<int>(greatest != 0 ? greatest : number_placeholders(sql, [](std::string_view) {}, [] {}));
    }
    int count = 0;
    for (std::size_t at = 0; at < sql.size();) {
        if (auto const end = end_of_quoted(sql, at); end != at) at = end;
        else if (sql[at] == '?' && !is_digit_at(sql, at + 1)) ++count, ++at;
        else if (std::string_view("?$@:").find(sql[at]) != std::string_view::npos) return -1;
        else ++at;
    }
    return count;
}

/// With the values in the text, in the places of ?, or of $1, $2, ... in any order.
constexpr void put_values_into(writer& w, std::string_view sql) {
    bool const numbered = w.dialect.numbered_parameters;
    std::size_t from = 0;
    for (std::size_t at = 0; at < sql.size();) {
        auto const end = numbered ? end_of_quoted_in_postgres(sql, at) : end_of_quoted(sql, at);
        if (end != at) at = end;
        else if (char const c = sql[at++]; c == (numbered ? '$' : '?') && is_digit_at(sql, at) == numbered) {
            w.put(sql.substr(from, at - 1 - from));
            unsigned number = 0;
            for (; numbered && is_digit_at(sql, at); ++at) number = number * 10 + static_cast<unsigned>(sql[at] - '0');
            if (numbered) w.parameters = number - 1;
            w.parameter();
            from = at;
        }
    }
    w.put(sql.substr(from));
}

template <class Statement>
constexpr void write_raw(writer& w) {
    std::string_view const sql = Statement::text;
    bool const numbered = w.dialect.numbered_parameters;
    if (numbered && greatest_number(sql) == 0)
        number_placeholders(sql, [&](std::string_view piece) { w.put(piece); }, [&] { w.parameter(); });
    else if (w.literals) put_values_into(w, sql);
    else w.put(sql);
    auto const wanted = count_placeholders(sql, numbered);
    if (wanted >= 0 && wanted != static_cast<int>(Statement::parameters)) w.note(rule::raw_values, "", "");
}

}  // namespace dovetail::detail
