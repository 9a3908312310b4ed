// SPDX-License-Identifier: BSL-1.0
// LIKE with an escape character, and by a text that is no pattern.
//
//     users.name.like("50\\%", '\\')      users.name.startswith("50%")      users.name.contains(posts.title)
#pragma once

#include <dovetail/expression/fragment.hpp>

namespace dovetail::detail {

template <binary_operator Op, class Self, class Pattern>
constexpr auto make_like(Self const& self, Pattern&& pattern, char escape) {
    constexpr bool ok = type_facts<typename Self::type>::family == type_family::text && can_compare<text, Pattern>();
    static_assert(ok, "dovetail: LIKE compares text with text; this operand is no text");
    if constexpr (ok)
        return binary<Op, Self, escaped_pattern<node_for<Pattern>, placeholder>, boolean>{
            {}, join(self.values, values_for<text>(static_cast<Pattern&&>(pattern)),
                 bound_values<1>{{bound_value::text(std::string_view(static_cast<char const*>(&escape), std::size_t{1}))}})};
    else return after_error{};
}

/// The pattern that finds the text, with '/' before what would stand for other characters.
inline std::string pattern_of(std::string_view part, part_of_text where) {
    std::string pattern(where == part_of_text::start ? "" : "%");
    for (char const c : part) {
        if (c == '%' || c == '_' || c == '/') pattern += '/';
        pattern += c;
    }
    if (where != part_of_text::end) pattern += '%';
    return pattern;
}

/// The same in SQL, for a text that the database knows.
template <part_of_text Where>
inline constexpr auto pattern_in_sql = [] {
    if constexpr (Where == part_of_text::start)
        return fixed_string("replace(replace(replace(?, '/', '//'), '%', '/%'), '_', '/_') || '%'");
    else if constexpr (Where == part_of_text::end)
        return fixed_string("'%' || replace(replace(replace(?, '/', '//'), '%', '/%'), '_', '/_')");
    else return fixed_string("'%' || replace(replace(replace(?, '/', '//'), '%', '/%'), '_', '/_') || '%'");
}();

template <part_of_text Where, class Self, class Part>
constexpr auto make_part(Self const& self, Part&& part) {
    constexpr bool ok = type_facts<typename Self::type>::family == type_family::text && can_compare<text, Part>();
    static_assert(ok, "dovetail: startswith(), endswith() and contains() compare text with text; this operand is no text");
    if constexpr (!ok) return after_error{};
    else if constexpr (expression<Part>) {
        using pattern = fragment<pattern_in_sql<Where>, pattern_in_sql<Where>, text, std::remove_cvref_t<Part>>;
        return binary<binary_operator::like, Self, escaped_pattern<pattern, void>, boolean>{{}, join(self.values, part.values)};
    } else {
        bound_value pattern;
        if constexpr (is_optional<std::remove_cvref_t<Part>>) {
            if (part) pattern = bound_value::owned(pattern_of(*part, Where));
        } else pattern = bound_value::owned(pattern_of(part, Where));
        return binary<binary_operator::like, Self, escaped_pattern<placeholder, void>, boolean>{
            {}, join(self.values, bound_values<1>{{pattern}})};
    }
}

}  // namespace dovetail::detail
