// SPDX-License-Identifier: BSL-1.0
// Which C++ values a column takes, and the check on the way in.
//
//     detail::to_column<string<50>>("ann", "users", "username")     // a std::string
//
// One rule for new rows, comparisons and update().set(): a bool is no number, text is no number, an integer
// fits a floating point column but not the other way; numbers out of range and text too long are errors.
#pragma once

#include <dovetail/core/error.hpp>
#include <dovetail/schema/time_text.hpp>
#include <dovetail/schema/types.hpp>

#include <concepts>
#include <limits>
#include <span>
#include <utility>

namespace dovetail {
namespace detail {

template <class T>
inline constexpr bool is_null_literal = std::is_same_v<std::remove_cvref_t<T>, std::nullopt_t>;

template <class T>
concept number_value = std::is_arithmetic_v<T> && !std::is_same_v<T, bool> && !std::is_same_v<T, char> &&
                       !std::is_same_v<T, wchar_t> && !std::is_same_v<T, char8_t> && !std::is_same_v<T, char16_t> &&
                       !std::is_same_v<T, char32_t>;

/// Whether a C++ value of type U (without reference) may be compared with a column of type T.
template <class T, class U>
constexpr bool takes() {
    constexpr auto family = type_facts<T>::family;
    if constexpr (family == type_family::boolean) return std::is_same_v<U, bool>;
    else if constexpr (family == type_family::number) return number_value<U>;
    else if constexpr (family == type_family::text) return std::is_convertible_v<U const&, std::string_view>;
    else if constexpr (family == type_family::blob)
        return std::is_convertible_v<U const&, std::span<std::byte const>>;
    else return std::is_convertible_v<U const&, typename type_facts<without_null<T>>::value_type>;
}

/// Whether it may be stored there, too.
template <class T, class U>
constexpr bool stores() {
    using facts = type_facts<T>;
    if constexpr (is_optional<U>) {
        if constexpr (facts::is_nullable) return stores<without_null<T>, typename U::value_type>();
        else return false;
    } else if constexpr (std::is_same_v<U, std::nullopt_t>) return facts::is_nullable;
    else if constexpr (!takes<T, U>()) return false;
    else if constexpr (facts::family == type_family::number)
        return std::is_integral_v<U> || std::is_floating_point_v<typename type_facts<without_null<T>>::value_type>;
    else return true;
}

/// Characters of UTF-8 text: bytes that begin a code point.
constexpr std::size_t characters(std::string_view text) {
    std::size_t count = 0;
    for (char c : text) count += (static_cast<unsigned char>(c) & 0xC0) != 0x80;
    return count;
}

[[noreturn]] inline void refuse_value(std::string_view table, std::string_view column, std::string const& what) {
    throw error(error_category::data,
                "dovetail: the value for " + std::string(table) + (table.empty() ? "" : ".") + std::string(column) + " " + what);
}

/// Checks what a column's type says of a value of it: the length of a string, the validity of a date.
template <class T, class V>
constexpr void check_value(V const& value, std::string_view table, std::string_view column) {
    using facts = type_facts<T>;
    if constexpr (is_optional<V>) {
        if (value) check_value<without_null<T>>(*value, table, column);
    } else if constexpr (facts::max_length != 0 && facts::family == type_family::text) {
        if (value.size() > facts::max_length && characters(value) > facts::max_length)
            refuse_value(table, column,
                         "has " + std::to_string(characters(value)) + " characters, but the column holds at most " +
                             std::to_string(facts::max_length));
        if constexpr (facts::stored_as == storage::character)
            if (!value.empty() && value.back() == ' ')
                refuse_value(table, column, "ends in a blank, which a char_<n> cannot tell from its filling");
    } else if constexpr (facts::family == type_family::formed) without_null<T>::check(value, table, column);
    else if constexpr (facts::family == type_family::date) {
        int const year = int(value.year());
        if (!value.ok() || year < 0 || year > 9999) refuse_value(table, column, "is no day of the years 0000 to 9999");
    } else if constexpr (facts::family == type_family::datetime) {
        if (!has_text(value)) refuse_value(table, column, "is no time of the years 0000 to 9999");
    }
}

/// The length of a string literal, or 0: a char const array, which in practice is a literal.
template <class T>
inline constexpr std::size_t literal_length = 0;
template <std::size_t N>
inline constexpr std::size_t literal_length<char const (&)[N]> = N - 1;

/// Whether a value of type U, as given, with its reference, may be stored in a column of type T.
template <class T, class U>
inline constexpr bool storable = stores<T, std::conditional_t<std::is_convertible_v<U, std::string_view>,
                                                             std::string_view, std::remove_cvref_t<U>>>() ||
                                 stores<T, std::remove_cvref_t<U>>();

/// A value of column type T from what the user gave.
/// Errors: dt::error (data) for a number out of the column's range.
template <class T, class U>
constexpr value_of<T> to_column(U&& given, std::string_view table, std::string_view column) {
    using facts = type_facts<T>;
    using plain = std::remove_cvref_t<U>;
    if constexpr (!storable<T, U>) refuse_value(table, column, "is refused at compile time");
    else if constexpr (std::is_same_v<plain, std::nullopt_t>) return std::nullopt;
    else if constexpr (is_optional<plain>) {
        if (!given) return std::nullopt;
        return to_column<without_null<T>>(*std::forward<U>(given), table, column);
    } else if constexpr (facts::is_nullable) return to_column<without_null<T>>(std::forward<U>(given), table, column);
    else if constexpr (facts::family == type_family::number && std::is_integral_v<value_of<T>>) {
        if (!std::in_range<value_of<T>>(given))
            refuse_value(table, column, "is " + std::to_string(given) + ", out of the column's range");
        return static_cast<value_of<T>>(given);
    } else if constexpr (facts::family == type_family::number) {
        if constexpr (sizeof(plain) > sizeof(value_of<T>) && std::is_floating_point_v<plain>)
            if (given - given == 0 && (given > std::numeric_limits<value_of<T>>::max() || given < std::numeric_limits<value_of<T>>::lowest()))
                refuse_value(table, column, "is out of the range of 32-bit floating point");
        return static_cast<value_of<T>>(given);
    } else if constexpr (facts::family == type_family::blob && !std::is_same_v<plain, value_of<T>>) {
        std::span<std::byte const> const bytes = given;
        return value_of<T>(bytes.begin(), bytes.end());
    } else if constexpr (facts::family == type_family::text && !std::is_same_v<plain, value_of<T>>) {
        return value_of<T>(std::string_view(given));
    } else return value_of<T>(std::forward<U>(given));
}

/// The rules that are checked where a value meets a column. U is the type as given, with its reference.
template <class T, class U>
constexpr void require_storable() {
    static_assert(storable<T, U>,
                  "dovetail: a value of this C++ type cannot be stored in a column of this SQL type");
    constexpr bool fits = type_facts<T>::max_length == 0 || literal_length<U> <= type_facts<T>::max_length;
    static_assert(fits,
                  "dovetail: this literal is longer than the column's dt::string<n>; shorten it or widen the column (a "
                  "literal is counted in bytes; where it has fewer characters, pass a std::string_view)");
}

}  // namespace detail
}  // namespace dovetail
