// SPDX-License-Identifier: BSL-1.0
// Text of a raw statement, and the one rule that can be checked of it: each placeholder has its value.
#pragma once

#include <dovetail/lowering/writer.hpp>

#include <optional>

namespace dovetail::detail {

/// Where what begins at `at` ends: a string, a quoted name or a comment, in which nothing is a placeholder. Doubled
/// quotes need no care: they end one string and begin the next. `at` itself for anything else.
constexpr std::size_t end_of_quoted(std::string_view sql, std::size_t at) {
    auto const behind = [&](std::string_view end, std::size_t from) {
        auto const found = sql.find(end, from);
        return found == sql.npos ? sql.size() : found + end.size();
    };
    auto const rest = sql.substr(at);
    if (rest.starts_with("--")) return behind("\n", at + 2);
    if (rest.starts_with("/*")) return behind("*/", at + 2);
    if (rest.starts_with('[')) return behind("]", at + 1);
    if (rest.starts_with('\'') || rest.starts_with('"') || rest.starts_with('`')) return behind(rest.substr(0, 1), at + 1);
    return at;
}

/// The number of values that a statement takes; nothing where it has placeholders of other kinds than ? and $1.
constexpr std::optional<unsigned> count_placeholders(std::string_view sql, bool numbered) {
    auto const is_digit = [&](std::size_t i) { return i < sql.size() && sql[i] >= '0' && sql[i] <= '9'; };
    unsigned count = 0;
    for (std::size_t at = 0; at < sql.size();) {
        if (auto const end = end_of_quoted(sql, at); end != at) at = end;
        else if (numbered && sql[at] == '$' && is_digit(at + 1)) {
            unsigned number = 0;
            while (is_digit(++at)) number = number * 10 + static_cast<unsigned>(sql[at] - '0');
            if (number > count) count = number;
        } else if (!numbered && sql[at] == '?' && !is_digit(at + 1)) ++count, ++at;
        else if (numbered ? sql[at] == '$' : std::string_view("?$@:").find(sql[at]) != sql.npos) return {};
        else ++at;
    }
    return count;
}

template <class Statement>
constexpr void write_raw(writer& w) {
    w.put(Statement::text);
    auto const wanted = count_placeholders(Statement::text, w.dialect.numbered_parameters);
    if (wanted && *wanted != Statement::parameters) w.note(rule::raw_values, "", "");
}

}  // namespace dovetail::detail
