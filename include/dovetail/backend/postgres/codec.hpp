// SPDX-License-Identifier: BSL-1.0
// Cells of PostgreSQL's results as C++ values, from binary; what a column holds is checked against what the model says.
#pragma once

#include <dovetail/backend/postgres/bind.hpp>
#include <dovetail/mapping/decode.hpp>
#include <dovetail/mapping/print.hpp>

#include <libpq-fe.h>

#include <concepts>
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
    std::string const name(name_of(type)), oid = std::to_string(type);
    refuse(column, name.empty() ? "a value of a type that is not read here (oid " + oid + "; cast it in the statement)" : "a value of type " + name + " (" + oid + ")",
           expected);
}

[[noreturn, gnu::cold, gnu::noinline]] inline void refuse_size(row_view from, int column, char const* expected) {
    if (from.is_null(column)) refuse(column, "NULL", expected);
    refuse(column, "a value of " + std::to_string(from.length(column)) + " bytes", expected);
}
/// A number whose size tells it from a NULL.
template <std::integral T>
T number_in(row_view from, int column, char const* expected) {
    if (from.length(column) != sizeof(T)) [[unlikely]] refuse_size(from, column, expected);
    return read_number<T>(from.bytes(column));
}

/// Any integer that the column holds.
[[gnu::noinline]] inline std::int64_t read_integer(row_view from, int column, char const* expected) {
    switch (from.types[column]) {
        case oid_int2: return number_in<std::int16_t>(from, column, expected);
        case oid_int4: return number_in<std::int32_t>(from, column, expected);
        case oid_int8: return number_in<std::int64_t>(from, column, expected);
        case oid_oid: return number_in<std::uint32_t>(from, column, expected);
        default: refuse_type(from, column, expected);
    }
}
[[gnu::noinline]] inline double read_floating(row_view from, int column) {
    constexpr char const* expected = "a number";
    switch (from.types[column]) {
        case oid_float8: return std::bit_cast<double>(number_in<std::int64_t>(from, column, expected));
        case oid_float4: return static_cast<double>(std::bit_cast<float>(number_in<std::int32_t>(from, column, expected)));
        case oid_int2:
        case oid_int4:
        case oid_int8: return static_cast<double>(read_integer(from, column, expected));
        default: refuse_type(from, column, expected);
    }
}
inline std::chrono::year_month_day read_date(row_view from, int column) {
    constexpr char const* expected = "a date (years 0000 to 9999)";
    if (from.types[column] != oid_date) refuse_type(from, column, expected);
    auto const days = number_in<std::int32_t>(from, column, expected);
    if (is_infinite(days)) refuse(column, days > 0 ? "infinity" : "-infinity", expected);
    constexpr std::int64_t first = -730'485, last = 2'921'939;      // 0000-01-01 and 9999-12-31, counted from 2000
    if (days < first || days > last) refuse(column, "a day " + std::to_string(days) + " days from 2000-01-01", expected);
    return std::chrono::sys_days(std::chrono::days(days + days_to_2000));
}
inline std::chrono::sys_time<std::chrono::microseconds> read_datetime(row_view from, int column) {
    constexpr char const* expected = "a time (years 0000 to 9999)";
    auto const type = from.types[column];
    if (type != oid_timestamptz && type != oid_timestamp) refuse_type(from, column, expected);
    auto const micros = number_in<std::int64_t>(from, column, expected);
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
    static constexpr bool knows_row_count = true;       ///< before the first

    static bool is_null(row from, int column) { return from.is_null(column); }

    // Inlined, a number costs a quarter less: what is behind the likely cases stands elsewhere.
    template <class Type>
    [[gnu::always_inline]] static inline value_of<Type> read(row from, int column) {
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
        } else if constexpr (facts::family == type_family::formed) {
            using form = typename Type::form;
            auto const size = from.length(column);
            if (!form::accepts(from.types[column]) || (size == 0 && from.is_null(column))) [[unlikely]]
                detail::refuse_type(from, column, form::expected);
            try {
                return form::read({from.bytes(column), static_cast<std::size_t>(size)});
            } catch (std::exception const& problem) {
                detail::refuse(column, problem.what(), form::expected);
            }
        } else if constexpr (facts::family == type_family::boolean) {
            if (from.types[column] != oid_bool) [[unlikely]] detail::refuse_type(from, column, "a boolean");
            return detail::number_in<std::int8_t>(from, column, "a boolean") != 0;
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
                constexpr auto most = static_cast<double>(std::numeric_limits<float>::max());
                bool const is_finite = value - value == 0;
                if (is_finite && (value > most || value < -most))
                    detail::refuse(column, dovetail::detail::shown_number(value), "a 32-bit floating point number");
                return static_cast<float>(value);
            }
        } else if constexpr (facts::family == type_family::text) {
            auto const size = from.length(column);
            if (!detail::is_text(from.types[column]) || (size == 0 && from.is_null(column))) [[unlikely]]
                detail::refuse_type(from, column, "text");
            if constexpr (facts::stored_as != storage::character)       // g++ 12 would move a name, not construct in place
                return std::string(from.bytes(column), static_cast<std::size_t>(size));
            else {                                                      // what it is filled up with is no part of the value
                std::string_view const text(from.bytes(column), static_cast<std::size_t>(size));
                return std::string(text.substr(0, text.find_last_not_of(' ') + 1));
            }
        } else if constexpr (facts::family == type_family::blob) {
            auto const size = from.length(column);
            if (from.types[column] != oid_bytea || (size == 0 && from.is_null(column))) [[unlikely]]
                detail::refuse_type(from, column, "a blob");
            auto const* const bytes = reinterpret_cast<std::byte const*>(from.bytes(column));
            return value_of<Type>(bytes, bytes + size);
        } else if constexpr (facts::family == type_family::date) return detail::read_date(from, column);
        else return detail::read_datetime(from, column);
    }
};

}  // namespace dovetail::postgres_backend
