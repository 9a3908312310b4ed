// SPDX-License-Identifier: BSL-1.0
// Values between C++ and PostgreSQL, both ways, binary; what a column holds is checked against what the model says.
#pragma once

#include <dovetail/backend/postgres/array.hpp>
#include <dovetail/mapping/decode.hpp>
#include <dovetail/mapping/parameters.hpp>

#include <libpq-fe.h>

#include <string>
#include <type_traits>
#include <utility>

namespace dovetail::postgres_backend {

/// One row of a result; valid as long as that.
struct row_view {
    PGresult const* result;
    int index;
    Oid const* types;           ///< of its columns

    /// Empty for NULL.
    char const* bytes(int column) const noexcept { return PQgetvalue(result, index, column); }
    int length(int column) const noexcept { return PQgetlength(result, index, column); }
    bool is_null(int column) const noexcept { return PQgetisnull(result, index, column) != 0; }
};

namespace detail {

[[noreturn, gnu::cold, gnu::noinline]] inline void refuse(int column, std::string found, char const* expected) {
    throw cell_fault{column, "holds " + std::move(found) + ", but the model says " + expected};
}
[[noreturn, gnu::cold, gnu::noinline]] inline void refuse_type(row_view from, int column, char const* expected) {
    if (from.is_null(column)) refuse(column, "NULL", expected);
    auto const type = from.types[column];
    refuse(column, "a value of type " + std::string(name_of(type)) + " (" + std::to_string(type) + ")", expected);
}

/// Any integer that the column holds.
inline std::int64_t read_integer(row_view from, int column, char const* expected) {
    if (!from.is_null(column)) {
        char const* const bytes = from.bytes(column);
        switch (from.types[column]) {
            case oid_int2: return read_number<std::int16_t>(bytes);
            case oid_int4: return read_number<std::int32_t>(bytes);
            case oid_int8: return read_number<std::int64_t>(bytes);
            case oid_oid: return read_number<std::uint32_t>(bytes);
            default: break;
        }
    }
    refuse_type(from, column, expected);
}
inline double read_floating(row_view from, int column) {
    if (!from.is_null(column)) {
        char const* const bytes = from.bytes(column);
        switch (from.types[column]) {
            case oid_float8: return std::bit_cast<double>(read_number<std::int64_t>(bytes));
            case oid_float4: return std::bit_cast<float>(read_number<std::int32_t>(bytes));
            case oid_int2:
            case oid_int4:
            case oid_int8: return static_cast<double>(read_integer(from, column, ""));
            default: break;
        }
    }
    refuse_type(from, column, "a number");
}
inline std::chrono::year_month_day read_date(row_view from, int column) {
    constexpr char const* expected = "a date (years 0000 to 9999)";
    if (from.is_null(column) || from.types[column] != oid_date) refuse_type(from, column, expected);
    auto const days = read_number<std::int32_t>(from.bytes(column));
    if (is_infinite(days)) refuse(column, days > 0 ? "infinity" : "-infinity", expected);
    constexpr std::int64_t first = -730'485, last = 2'921'939;      // 0000-01-01 and 9999-12-31, counted from 2000
    if (days < first || days > last) refuse(column, "a day " + std::to_string(days) + " days from 2000-01-01", expected);
    return std::chrono::sys_days(std::chrono::days(days + days_to_2000));
}
inline std::chrono::sys_time<std::chrono::microseconds> read_datetime(row_view from, int column) {
    constexpr char const* expected = "a time (years 0000 to 9999)";
    auto const type = from.types[column];
    if (from.is_null(column) || (type != oid_timestamptz && type != oid_timestamp)) refuse_type(from, column, expected);
    auto const micros = read_number<std::int64_t>(from.bytes(column));
    if (is_infinite(micros)) refuse(column, micros > 0 ? "infinity" : "-infinity", expected);
    constexpr std::int64_t first = -730'485 * 86'400'000'000, behind = 2'921'940 * 86'400'000'000;
    if (micros < first || micros >= behind)
        refuse(column, "a time " + std::to_string(micros) + " microseconds from 2000-01-01", expected);
    return std::chrono::sys_time<std::chrono::microseconds>(std::chrono::microseconds(micros + micros_to_2000));
}
constexpr bool is_text(Oid type) noexcept {
    switch (type) {
        case oid_text:
        case oid_varchar:
        case oid_bpchar:
        case oid_name:
        case oid_literal:
        case oid_json: return true;
        default: return false;
    }
}

}  // namespace detail

/// Reads the cells of PostgreSQL rows (mapping/decode.hpp says what a Reader is).
struct reader {
    using row = row_view;

    static bool is_null(row from, int column) { return from.is_null(column); }

    template <class Type>
    static value_of<Type> read(row from, int column) {
        using facts = type_facts<Type>;
        if constexpr (facts::is_nullable) {
            if (from.is_null(column)) return std::nullopt;
            return read<without_null<Type>>(from, column);
        } else if constexpr (facts::family == type_family::custom) {
            auto stored = read<typename codec<Type>::storage_type>(from, column);
            try {
                return codec<Type>::from_storage(std::move(stored));
            } catch (std::exception const& problem) {
                throw cell_fault{column, std::string("holds a value that its codec refuses: ") + problem.what()};
            }
        } else if constexpr (facts::family == type_family::boolean) {
            if (from.types[column] == oid_bool && !from.is_null(column)) [[likely]] return *from.bytes(column) != 0;
            detail::refuse_type(from, column, "a boolean");
        } else if constexpr (std::is_integral_v<value_of<Type>>) {
            using number = value_of<Type>;
            constexpr Oid usual = sizeof(number) == 8 ? oid_int8 : sizeof(number) == 4 ? oid_int4 : oid_int2;
            constexpr char const* expected = sizeof(number) == 8   ? "a 64-bit integer"
                                             : sizeof(number) == 4 ? "a 32-bit integer"
                                                                   : "a 16-bit integer";
            // The length tells a NULL from a number.
            if (from.types[column] == usual && from.length(column) == sizeof(number)) [[likely]]
                return read_number<number>(from.bytes(column));
            auto const value = detail::read_integer(from, column, expected);
            if (!std::in_range<number>(value)) detail::refuse(column, "the integer " + std::to_string(value), expected);
            return static_cast<number>(value);
        } else if constexpr (facts::family == type_family::number) {
            if constexpr (sizeof(value_of<Type>) == 8) {
                if (from.types[column] == oid_float8 && from.length(column) == 8) [[likely]]
                    return std::bit_cast<double>(read_number<std::int64_t>(from.bytes(column)));
                return detail::read_floating(from, column);
            } else {
                double const value = detail::read_floating(from, column);
                constexpr double most = std::numeric_limits<float>::max();
                bool const is_finite = value - value == 0;
                if (is_finite && (value > most || value < -most))
                    detail::refuse(column, "the number " + std::to_string(value), "a 32-bit floating point number");
                return static_cast<float>(value);
            }
        } else if constexpr (facts::family == type_family::text) {
            auto const size = from.length(column);
            if (!detail::is_text(from.types[column]) || (size == 0 && from.is_null(column))) [[unlikely]]
                detail::refuse_type(from, column, "text");
            return std::string(from.bytes(column), static_cast<std::size_t>(size));
        } else if constexpr (facts::family == type_family::blob) {
            if (from.types[column] != oid_bytea || from.is_null(column)) [[unlikely]]
                detail::refuse_type(from, column, "a blob");
            auto const* const bytes = reinterpret_cast<std::byte const*>(from.bytes(column));
            return value_of<Type>(bytes, bytes + from.length(column));
        } else if constexpr (facts::family == type_family::date) return detail::read_date(from, column);
        else return detail::read_datetime(from, column);
    }
};

/// Binds one value of a column's C++ type. Text and blobs are borrowed.
template <class V>
void bind_value(arguments& to, int i, V const& value);

template <class V>
void bind_value(arguments& to, int i, V const& value) {
    if constexpr (dovetail::detail::is_optional<V>) {
        if (value) bind_value(to, i, *value);
        else to.bind_null(detail::type_of<V>());
    } else if constexpr (std::is_arithmetic_v<V>) to.bind(i, value);
    else if constexpr (std::is_convertible_v<V const&, std::string_view>) {
        detail::require_no_nul(value);
        to.bind(i, std::string_view(value));
    } else if constexpr (std::is_convertible_v<V const&, std::span<std::byte const>>) to.bind(i, std::span<std::byte const>(value));
    else if constexpr (std::is_same_v<V, std::chrono::year_month_day>)
        to.bind_date(i, std::chrono::sys_days(value).time_since_epoch().count());
    else if constexpr (std::is_same_v<V, std::chrono::sys_time<std::chrono::microseconds>>)
        to.bind_datetime(i, value.time_since_epoch().count());
    else bind_temporary(to, i, codec<V>::to_storage(value));
}
/// The same for a value that is gone before the statement is sent: text and blobs are copied.
template <class V>
void bind_temporary(arguments& to, int i, V const& value) {
    if constexpr (dovetail::detail::is_optional<V>) {
        if (value) bind_temporary(to, i, *value);
        else to.bind_null(detail::type_of<V>());
    } else if constexpr (std::is_convertible_v<V const&, std::string_view>) {
        detail::require_no_nul(value);
        std::string_view const text = value;
        to.bind_copy(oid_text, {text.begin(), text.end()});
    } else if constexpr (std::is_convertible_v<V const&, std::span<std::byte const>>) {
        std::span<std::byte const> const bytes = value;
        auto const* const first = reinterpret_cast<char const*>(bytes.data());
        to.bind_copy(oid_bytea, {first, first + bytes.size()});
    } else bind_value(to, i, value);
}

namespace detail {

inline oid type_of_kind(bound_value::kind kind) noexcept {
    switch (kind) {
        case bound_value::kind::boolean: return oid_bool;
        case bound_value::kind::integer: return oid_int8;
        case bound_value::kind::real: return oid_float8;
        case bound_value::kind::text: return oid_text;
        case bound_value::kind::blob: return oid_bytea;
        case bound_value::kind::date: return oid_date;
        case bound_value::kind::datetime: return oid_timestamptz;
        default: return oid_unknown;
    }
}
inline void add_element(array_writer& to, bound_value const& value) {
    using kind = bound_value::kind;
    switch (value.what()) {
        case kind::boolean: return to.number(static_cast<std::int8_t>(value.as_integer()));
        case kind::integer: return to.number(value.as_integer());
        case kind::real: return to.value(value.as_real());
        case kind::text: return to.value(value.as_text());
        case kind::blob: return to.value(std::span<std::byte const>(value.as_blob()));
        case kind::date: return to.number(static_cast<std::int32_t>(value.as_integer() - days_to_2000));
        case kind::datetime: return to.number(value.as_integer() - micros_to_2000);
        default: return to.null();
    }
}
inline void bind_range(arguments& to, std::span<bound_value const> elements) {
    for (auto const& first : elements)
        if (oid const type = type_of_kind(first.what())) {
            array_writer all(type);
            for (auto const& each : elements) add_element(all, each);
            return all.bind(to);
        }
    to.bind_untyped_array(elements.empty() ? "{}" : "{NULL}");
}

}  // namespace detail

/// Binds a statement's parameters, which stay as they are until it is sent.
inline void bind_all(arguments& to, parameters const& values) {
    using kind = bound_value::kind;
    int i = 0;
    for (bound_value const& each : values) {
        ++i;
        switch (each.what()) {
            case kind::null: to.bind_null(); break;
            case kind::boolean: to.bind(i, each.as_integer() != 0); break;
            case kind::integer: to.bind(i, each.as_integer()); break;
            case kind::real: to.bind(i, each.as_real()); break;
            case kind::text:
                detail::require_no_nul(each.as_text());
                to.bind(i, each.as_text());
                break;
            case kind::blob: to.bind(i, std::span<std::byte const>(each.as_blob())); break;
            case kind::date: to.bind_date(i, each.as_integer()); break;
            case kind::datetime: to.bind_datetime(i, each.as_integer()); break;
            case kind::range: detail::bind_range(to, each.as_range()); break;
        }
    }
}

}  // namespace dovetail::postgres_backend
