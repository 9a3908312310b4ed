// SPDX-License-Identifier: BSL-1.0
// Text of CAST, so that it gives the same on all databases (expression/cast.hpp says what), and of expressions whose type
// is said to the database (expression/literal.hpp).
#pragma once

#include <dovetail/expression/cast.hpp>
#include <dovetail/lowering/lower.hpp>
#include <dovetail/lowering/result_type.hpp>

namespace dovetail::detail {

struct cast_end {
    storage stored_as;
    formed_type const* formed;
    type_family family;
    bool is_timestamp;
};
template <class T>
inline constexpr cast_end cast_end_of{type_facts<T>::stored_as, type_facts<T>::formed, type_facts<T>::family, is_timestamp_type<T>()};

/// What stands before and behind the argument, without the type's name.
struct cast_text {
    std::string_view before = "CAST(", behind = " AS ", at_end = ")";
    bool names_type = true, has_brackets = true;
};

// A datetime that SQLite's functions make is brought to how the library keeps it: without a fraction, or with six digits.
constexpr cast_text cast_in_sqlite(cast_end from, cast_end to, writer& w) {
    using enum type_family;
    // Both are kept in one way.
    if (from.is_timestamp && to.family != text) from = {storage::datetime, nullptr, datetime, false};
    if (to.is_timestamp) to = {storage::datetime, nullptr, datetime, false};
    if (from.family == number && to.family == boolean) return {"", " <> 0", "", false, false};
    if (from.family == to.family && (to.family == date || to.family == datetime)) return {"", "", "", false};     // no type of SQLite's
    if (from.family == boolean && to.family == text) return {"CASE ", " WHEN 1 THEN 'true' WHEN 0 THEN 'false' END", "", false};
    if (to.family == date && from.family == datetime) return {"substr(", ", 1, 10)", "", false};
    if (to.family == date && from.family == text) return {"date(", ")", "", false};
    if (to.family == datetime && from.family == date) return {"(", " || ' 00:00:00')", "", false};
    if (to.family == datetime && from.family == text)
        return {"replace(strftime('%Y-%m-%d %H:%M:%f', ", ") || '000', '.000000', '')", "", false};
    if (from.formed != to.formed) {
        auto const is_text = [](cast_end end) {         // kept as the text that the type has on other databases
            return end.family == text || (end.formed && (end.formed->plain_name == "JSON" || end.formed->plain_name == "JSONB"));
        };
        if (!is_text(to) || !(is_text(from) || from.formed->plain_name == "UUID")) w.cannot("this CAST");
        if (to.family == formed && from.family == text) return {"json(", ")", "", false};
    }
    return {};
}
constexpr cast_text cast_in_postgres(cast_end from, cast_end to) {
    using enum type_family;
    bool const to_integer = is_integer(to.stored_as);
    if (from.family == number && to.family == boolean) return {"", " <> 0", "", false, false};
    if (to_integer && from.family != text && from.family != boolean && !is_integer(from.stored_as)) return {"CAST(trunc(", ") AS "};
    if (to.family == number && from.family == boolean && to.stored_as != storage::integer)
        return {"CAST(CAST(", " AS INTEGER) AS "};
    if (to.family == date && from.family == datetime) return {"CAST(", " AT TIME ZONE 'UTC' AS "};
    if (to.is_timestamp && from.family == datetime) return {"(", " AT TIME ZONE 'UTC')", "", false};
    if (to.family == datetime && from.family != datetime) return {"(CAST(", " AS TIMESTAMP) AT TIME ZONE 'UTC')", "", false};
    return {};
}

template <>
struct lower<node_kind::cast> {
    template <class Node>
    static constexpr void write(writer& w, int outside) {
        using argument = typename Node::argument_type;
        constexpr auto from = cast_end_of<typename argument::type>, to = cast_end_of<typename Node::type>;
        auto const text = w.dialect.functions == spelling::postgres ? cast_in_postgres(from, to) : cast_in_sqlite(from, to, w);
        bool const bracketed = !text.has_brackets && outside > by_comparison;
        if (bracketed) w.put("(");
        w.put(text.before);
        bool const alone = text.has_brackets && text.names_type && text.behind == " AS ";
        bool const is_untyped = argument::kind == node_kind::placeholder && !alone && w.dialect.casts_results;   // it may be NULL
        if (is_untyped) w.put("CAST(");
        detail::write<argument>(w, alone ? 0 : by_nothing);
        if (is_untyped) {
            w.put(" AS ");
            w.type(from.stored_as, from.formed);
            w.put(")");
        }
        w.put(text.behind);
        if (text.names_type) {
            w.type(to.stored_as, to.formed);
            w.put(text.at_end);
        }
        if (bracketed) w.put(")");
    }
};

/// Says an expression's type where the database would not find it.
template <>
struct lower<node_kind::typed> {
    template <class Node>
    static constexpr void write(writer& w, int outside) {
        using facts = type_facts<typename Node::type>;
        if (w.dialect.casts_results) {
            w.put("CAST(");
            detail::write<typename Node::said>(w);
            w.put(" AS ");
            w.type(facts::stored_as, facts::formed);
            w.put(")");
        } else detail::write<typename Node::said>(w, outside);
    }
};

}  // namespace dovetail::detail
