// SPDX-License-Identifier: BSL-1.0
// The SQL types of columns, and the C++ value of each.
//
//     dt::column<View, "nickname", dt::nullable<dt::string<50>>> nickname;   // std::optional<std::string>
//
// A type is one of the tags below, one of a header of its own (<dovetail/types/numeric.hpp>, ...), nullable<tag>, or a C++
// type of your own that specialises codec<T>.
#pragma once

#include <dovetail/core/fixed_string.hpp>

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

namespace dovetail {

/// What a type can be compared with: two operands need the same family.
enum class type_family { boolean, number, text, blob, date, datetime, custom, formed, none };

/// What a dialect writes in CREATE TABLE.
enum class storage {
    boolean, smallint, integer, bigint, real, double_precision, varchar, character, text, blob, date, datetime,
    formed      ///< as formed_type says
};

/// What CREATE TABLE says of a type that has a header of its own. A database that lacks such types keeps text.
struct formed_type {
    std::string_view name{};                            ///< NUMERIC(12, 2)
    std::string_view plain_name{};                      ///< in casts: NUMERIC
    std::string_view check_before{}, check_after{};     ///< CHECK around the column's name, where text is kept
    std::string_view create{}, drop{};                  ///< statements before and after the table, where it has such types
    bool is_array = false;                              ///< of what follows; has no name
    storage element{};
    std::size_t element_length = 0;
    formed_type const* element_formed = nullptr;
};

/// How the C++ values of such a type travel (types/form.hpp says what there is); specialised in its header.
template <class V>
struct value_form;
template <class V>
concept has_value_form = requires { value_form<V>::oid; };

struct smallint {           ///< 16 bits
    using value_type = std::int16_t;
    static constexpr auto family = type_family::number;
    static constexpr auto stored_as = storage::smallint;
};
struct integer {            ///< 32 bits
    using value_type = std::int32_t;
    static constexpr auto family = type_family::number;
    static constexpr auto stored_as = storage::integer;
};
struct bigint {             ///< 64 bits
    using value_type = std::int64_t;
    static constexpr auto family = type_family::number;
    static constexpr auto stored_as = storage::bigint;
};
struct real {               ///< IEEE 754, 32 bits
    using value_type = float;
    static constexpr auto family = type_family::number;
    static constexpr auto stored_as = storage::real;
};
struct double_precision {   ///< IEEE 754, 64 bits
    using value_type = double;
    static constexpr auto family = type_family::number;
    static constexpr auto stored_as = storage::double_precision;
};
struct boolean {
    using value_type = bool;
    static constexpr auto family = type_family::boolean;
    static constexpr auto stored_as = storage::boolean;
};
/// Text of at most `Length` characters (Unicode code points, as VARCHAR(n) counts in the SQL standard).
template <std::size_t Length>
struct string {
    using value_type = std::string;
    static constexpr auto family = type_family::text;
    static constexpr auto stored_as = storage::varchar;
    static constexpr std::size_t max_length = Length;
};
/// Text of at most `Length` characters that a database may keep filled up with blanks: blanks at its end are refused.
template <std::size_t Length>
struct char_ {
    using value_type = std::string;
    static constexpr auto family = type_family::text;
    static constexpr auto stored_as = storage::character;
    static constexpr std::size_t max_length = Length;
};
struct text {               ///< text without limit
    using value_type = std::string;
    static constexpr auto family = type_family::text;
    static constexpr auto stored_as = storage::text;
};
struct blob {               ///< bytes
    using value_type = std::vector<std::byte>;
    static constexpr auto family = type_family::blob;
    static constexpr auto stored_as = storage::blob;
};
struct date {               ///< a day of the proleptic Gregorian calendar, years 0000 to 9999
    using value_type = std::chrono::year_month_day;
    static constexpr auto family = type_family::date;
    static constexpr auto stored_as = storage::date;
};
/// An instant in UTC, to the microsecond, years 0000 to 9999.
struct datetime {
    using value_type = std::chrono::sys_time<std::chrono::microseconds>;
    static constexpr auto family = type_family::datetime;
    static constexpr auto stored_as = storage::datetime;
};

/// A column that may hold NULL; its C++ value is std::optional.
template <class Type>
struct nullable {};

/// Customisation point: how a C++ type of yours is kept in a column. Specialise it with
///   - `using storage_type`: one of the tags above, for example dt::text or dt::integer,
///   - `static auto to_storage(T const&)`: the value in that type's C++ form,
///   - `static T from_storage(value)`: back again; throw std::exception on what is no valid T.
template <class T>
struct codec;

template <class T>
concept has_codec = requires { typename codec<T>::storage_type; };

/// Facts about a column's type, the same for tags, nullable<tag> and types with a codec.
template <class T>
struct type_facts {
    using base = T;
    using value_type = typename T::value_type;
    static constexpr bool is_nullable = false;
    static constexpr auto family = T::family;
    static constexpr auto stored_as = T::stored_as;
    static constexpr std::size_t max_length = [] {
        if constexpr (requires { T::max_length; }) return T::max_length;
        else return std::size_t{0};
    }();
    static constexpr formed_type const* formed = [] {
        if constexpr (requires { T::formed; }) return &T::formed;
        else return static_cast<formed_type const*>(nullptr);
    }();
};
/// Of what is no value: an order, a label, a parameter that takes the type of what it stands beside.
template <>
struct type_facts<void> {
    using base = void;
    static constexpr bool is_nullable = false;
    static constexpr auto family = type_family::none;
    static constexpr auto stored_as = storage::formed;
    static constexpr std::size_t max_length = 0;
    static constexpr formed_type const* formed = nullptr;
};
template <has_codec T>
struct type_facts<T> {
    using base = T;
    using value_type = T;
    using storage_type = typename codec<T>::storage_type;
    static constexpr bool is_nullable = false;
    static constexpr auto family = type_family::custom;
    static constexpr auto stored_as = storage_type::stored_as;
    static constexpr std::size_t max_length = type_facts<storage_type>::max_length;
    static constexpr formed_type const* formed = type_facts<storage_type>::formed;
};
template <class T>
struct type_facts<nullable<T>> : type_facts<T> {
    using value_type = std::optional<typename type_facts<T>::value_type>;
    static constexpr bool is_nullable = true;
};

template <class T>
using value_of = typename type_facts<T>::value_type;
template <class T>
using without_null = typename type_facts<T>::base;

namespace detail {
template <class T>
inline constexpr bool is_optional = false;
template <class T>
inline constexpr bool is_optional<std::optional<T>> = true;
}  // namespace detail

/// Whether values of the two types may stand on both sides of a comparison, and in a foreign key.
template <class A, class B>
inline constexpr bool comparable =
    type_facts<A>::family == type_facts<B>::family &&
    (type_facts<A>::family != type_family::custom || std::is_same_v<without_null<A>, without_null<B>>) &&
    (type_facts<A>::family != type_family::formed ||
     std::is_same_v<value_of<without_null<A>>, value_of<without_null<B>>>);

}  // namespace dovetail
