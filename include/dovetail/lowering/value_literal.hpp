// SPDX-License-Identifier: BSL-1.0
// Values as SQL literals of any type, in either database's way: for text that people read and shells run.
//
//     'O''Brien'      x'00ff'      TIMESTAMPTZ '2026-11-22 12:00:00+00'      CAST('1.50' AS NUMERIC)
#pragma once

#include <dovetail/lowering/writer.hpp>
#include <dovetail/schema/time_text.hpp>

#include <charconv>
#include <string>

namespace dovetail::detail {

inline void put_hexadecimal(writer& w, std::string_view bytes) {
    for (char const c : bytes)
        for (int half : {static_cast<unsigned char>(c) >> 4, static_cast<unsigned char>(c) & 15}) w.put("0123456789abcdef"[half]);
}

/// The name of a type of PostgreSQL's, by its number, where a literal without it could be taken for another type's.
inline std::string_view name_of_type(unsigned oid) {
    switch (oid) {
        case 114: return "JSON";
        case 3802: return "JSONB";
        case 1083: return "TIME";
        case 1114: return "TIMESTAMP";
        case 1186: return "INTERVAL";
        case 1700: return "NUMERIC";
        case 2950: return "UUID";
        case 1007: return "INTEGER[]";
        case 1016: return "BIGINT[]";
        case 1009: return "TEXT[]";
        case 1231: return "NUMERIC[]";
        case 2951: return "UUID[]";
        case 3904: return "INT4RANGE";
        case 3906: return "NUMRANGE";
        case 3908: return "TSRANGE";
        case 3910: return "TSTZRANGE";
        case 3912: return "DATERANGE";
        case 3926: return "INT8RANGE";
        default: return "";
    }
}
inline void write_typed_literal(writer& w, std::string_view text, std::string_view type) {
    if (type.empty()) return w.string_literal(text);
    w.put("CAST(");
    w.string_literal(text);
    w.put(" AS ");
    w.put(type);
    w.put(")");
}

inline void write_text_literal(writer& w, std::string_view text) {
    if (text.find('\0') == std::string_view::npos) return w.string_literal(text);
    // No string literal has a NUL in it. (On PostgreSQL no text has.)
    w.put("CAST(x'");
    put_hexadecimal(w, text);
    w.put("' AS TEXT)");
}
inline void write_integer_literal(writer& w, std::int64_t number, bool as_bigint) {
    if (as_bigint) w.put("CAST(");
    bool const is_least = number == std::numeric_limits<std::int64_t>::min();
    w.put(is_least && w.dialect.casts_results ? "'" + std::to_string(number) + "'" : std::to_string(number));
    if (as_bigint) w.put(" AS BIGINT)");
}
/// The shortest digits that are read as the same number.
inline void write_real_literal(writer& w, double number) {
    char digits[32];
    std::string text(digits, std::to_chars(digits, digits + sizeof digits, number).ptr);
    bool const is_finite = number - number == 0;
    if (w.dialect.casts_results) {
        w.put(is_finite ? "CAST(" + text : "CAST('" + text + "'");
        return w.put(" AS DOUBLE PRECISION)");
    }
    if (number != number) return w.put("NULL");         // which is what SQLite keeps of it
    if (!is_finite) return w.put(number < 0 ? "-9e999" : "9e999");
    if (text.find_first_of(".e") == std::string::npos) text += ".0";
    w.put(text);
}
inline void write_date_literal(writer& w, std::chrono::year_month_day day, time_text const* whole) {
    bool const is_typed = w.dialect.casts_results;
    if (is_typed) w.put(whole ? "TIMESTAMPTZ " : "DATE ");
    bool const before_christ = is_typed && int(day.year()) <= 0;       // the year 0 of ISO 8601 is 1 BC
    time_text text;
    write_date(text, before_christ ? std::chrono::year(1 - int(day.year())) / day.month() / day.day() : day);
    w.put("'");
    w.put(text.view());
    if (whole) w.put(whole->view().substr(static_cast<std::size_t>(text.size)));
    if (is_typed && whole) w.put("+00");
    w.put(before_christ ? " BC'" : "'");
}

inline void write_value_literal(writer& w, bound_value const& value, bool in_arithmetic) {
    using kind = bound_value::kind;
    bool const is_typed = w.dialect.casts_results;
    switch (value.what()) {
        case kind::predicate:       // it is taken apart before
        case kind::null: return w.put("NULL");
        case kind::boolean: return w.put(value.as_integer() != 0 ? w.dialect.true_literal : w.dialect.false_literal);
        case kind::integer:
            // A parameter has 64 bits; a short literal has 32, in which two numbers' sum may find no room.
            return write_integer_literal(w, value.as_integer(), is_typed && (in_arithmetic || value.as_integer() == std::numeric_limits<std::int64_t>::min()));
        case kind::real: return write_real_literal(w, value.as_real());
        case kind::text:
        case kind::character: return write_text_literal(w, value.as_text());
        case kind::blob: {
            auto const bytes = value.as_blob();
            w.put(is_typed ? "CAST('\\x" : "x'");
            put_hexadecimal(w, {reinterpret_cast<char const*>(bytes.data()), bytes.size()});
            return w.put(is_typed ? "' AS BYTEA)" : "'");
        }
        case kind::date:
            return write_date_literal(w, std::chrono::sys_days(std::chrono::days(value.as_integer())), nullptr);
        case kind::datetime: {
            time_point const at{std::chrono::microseconds(value.as_integer())};
            time_text text;
            write_datetime(text, at);
            return write_date_literal(w, day_of(at), &text);
        }
        case kind::formed: {
            std::string text;
            if (w.dialect.formed_types) value.as_formed().print(text);
            else value.as_formed().store(text);
            return write_typed_literal(w, text, w.dialect.formed_types ? name_of_type(value.as_formed().oid) : "");
        }
        case kind::range: {         // behind ANY and ALL, where PostgreSQL takes an array
            auto const elements = value.as_range();
            if (elements.empty()) return w.put("'{}'");
            w.put("ARRAY[");
            for (auto const& each : elements) {
                if (&each != &elements.front()) w.put(", ");
                write_value_literal(w, each, false);
            }
            return w.put("]");
        }
    }
}

}  // namespace dovetail::detail
