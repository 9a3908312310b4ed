// SPDX-License-Identifier: BSL-1.0
// The SQL type of a plain C++ type, where no column says it: in rows of raw statements, literals and VALUES.
//
//     plain_type<std::optional<int>>()      // nullable<integer>
#pragma once

#include <dovetail/schema/types.hpp>

namespace dovetail::detail {

/// void where no column has such values.
template <class T>
constexpr auto plain_type() {
    if constexpr (is_optional<T>) return nullable<decltype(plain_type<typename T::value_type>())>{};
    else if constexpr (std::is_same_v<T, bool>) return boolean{};
    else if constexpr (std::is_integral_v<T> && sizeof(T) == 2) return smallint{};
    else if constexpr (std::is_integral_v<T> && sizeof(T) == 4) return integer{};
    else if constexpr (std::is_integral_v<T> && sizeof(T) == 8) return bigint{};
    else if constexpr (std::is_same_v<T, float>) return real{};
    else if constexpr (std::is_same_v<T, double>) return double_precision{};
    else if constexpr (std::is_same_v<T, std::string>) return text{};
    else if constexpr (std::is_same_v<T, blob::value_type>) return blob{};
    else if constexpr (std::is_same_v<T, date::value_type>) return date{};
    else if constexpr (std::is_same_v<T, datetime::value_type>) return datetime{};
    else if constexpr (has_value_form<T>) return typename value_form<T>::type{};
    else if constexpr (has_codec<T>) return T{};
}

template <class T>
constexpr bool has_plain_type() {
    if constexpr (is_optional<T>) return has_plain_type<typename T::value_type>();
    else return !std::is_void_v<decltype(plain_type<T>())>;
}
template <class T>
constexpr bool require_plain_type() {
    constexpr bool ok = has_plain_type<T>();
    static_assert(ok, "dovetail: a column cannot be read into this C++ type; give it a dt::codec");
    return ok;
}

}  // namespace dovetail::detail
