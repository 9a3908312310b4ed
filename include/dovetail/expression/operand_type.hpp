// SPDX-License-Identifier: BSL-1.0
// The SQL types of operands: that of a C++ value without a column beside it, the one that several have in common, and
// whether NULL is among their values.
//
//     detail::operand_type<int>                                        // integer
//     detail::common_type<decltype(posts.score), double>               // double_precision
#pragma once

#include <dovetail/expression/value.hpp>

namespace dovetail::detail {

template <class T> inline constexpr bool is_number = type_facts<T>::family == type_family::number;
template <class T> inline constexpr bool is_text = type_facts<T>::family == type_family::text;
template <class T> inline constexpr bool is_integral_type = false;
template <class T>
    requires is_number<T>
inline constexpr bool is_integral_type<T> = std::is_integral_v<value_of<without_null<T>>>;

/// A formed type that can be calculated with: dt::numeric.
template <class T>
concept exact_number = requires { without_null<T>::form::is_exact_number; };

/// Whether a type, or void, is the one with a header of its own that has this name.
template <fixed_string Name, class T>
constexpr bool is_formed_type() {
    if constexpr (std::is_void_v<T>) return false;
    else if constexpr (type_facts<T>::family != type_family::formed) return false;
    else return type_facts<T>::formed->plain_name == Name.view();
}

/// T, which is not nullable, or nullable<T>.
template <bool Nullable, class T>
using nullable_if = std::conditional_t<Nullable, nullable<T>, T>;

/// The SQL type of an operand without NULL; void where a C++ value has none: std::nullopt, or a type without a codec.
template <class U>
constexpr auto find_operand_type() {
    using plain = std::remove_cvref_t<U>;
    if constexpr (expression<plain>) return std::type_identity<without_null<typename plain::type>>{};
    else if constexpr (is_null_literal<plain>) return std::type_identity<void>{};
    else if constexpr (is_optional<plain>) return find_operand_type<typename plain::value_type>();
    else if constexpr (std::is_same_v<plain, bool>) return std::type_identity<boolean>{};
    else if constexpr (std::is_floating_point_v<plain>) return std::type_identity<double_precision>{};
    else if constexpr (number_value<plain>) {
        constexpr bool fits = sizeof(plain) + std::is_unsigned_v<plain> <= 4;
        return std::type_identity<std::conditional_t<fits, integer, bigint>>{};
    } else if constexpr (std::is_convertible_v<U, std::string_view>) return std::type_identity<text>{};
    else if constexpr (std::is_convertible_v<U, std::span<std::byte const>>) return std::type_identity<blob>{};
    else if constexpr (std::is_convertible_v<plain, date::value_type>) return std::type_identity<date>{};
    else if constexpr (std::is_convertible_v<plain, datetime::value_type>) return std::type_identity<datetime>{};
    else if constexpr (has_value_form<plain>) return std::type_identity<typename value_form<plain>::type>{};
    else if constexpr (has_codec<plain>) return std::type_identity<plain>{};
    else return std::type_identity<void>{};
}
template <class U>
using operand_type = typename decltype(find_operand_type<U>())::type;

template <class U>
constexpr bool find_may_be_null() {
    using plain = std::remove_cvref_t<U>;
    if constexpr (expression<plain>) return type_facts<typename plain::type>::is_nullable;
    else return is_null_literal<plain> || is_optional<plain>;
}
template <class U>
inline constexpr bool may_be_null = find_may_be_null<U>();

/// The type of values that are of A or of B, neither nullable: the wider number, text without a limit, or what both are.
/// Of a C++ value that takes the type of an expression, A is `void`.
template <class A, class B>
constexpr auto merge_types() {
    if constexpr (std::is_same_v<A, B> || std::is_void_v<B>) return std::type_identity<A>{};
    else if constexpr (std::is_void_v<A>) return std::type_identity<B>{};
    else if constexpr (is_number<A> && is_number<B>) {
        if constexpr (is_integral_type<A> && is_integral_type<B>)
            return std::type_identity<std::conditional_t<(sizeof(value_of<A>) < sizeof(value_of<B>)), B, A>>{};
        else return std::type_identity<double_precision>{};
    } else if constexpr (type_facts<A>::family == type_family::text) return std::type_identity<text>{};
    else return std::type_identity<A>{};
}
template <class A, class B>
using merged_type = typename decltype(merge_types<A, B>())::type;

template <class So, class... U>
struct merged_types {
    using type = So;
};
template <class So, class U, class... More>
struct merged_types<So, U, More...> : merged_types<merged_type<So, operand_type<U>>, More...> {};

/// The first type that an expression among the operands has, or else a value.
template <class... U>
constexpr auto find_first_type() {
    using of_expressions = typename merged_types<void, std::conditional_t<expression<U>, U, std::nullopt_t>...>::type;
    if constexpr (std::is_void_v<of_expressions>) return merged_types<void, U...>{};
    else if constexpr (is_number<of_expressions>) return merged_types<of_expressions, U...>{};
    else return std::type_identity<of_expressions>{};
}
template <class T, class... U>
constexpr auto check_common_type() {
    if constexpr (std::is_void_v<T>) return std::type_identity<void>{};
    else {
        constexpr bool ok = ((is_null_literal<U> || can_compare<T, U>()) && ...);
        return std::type_identity<std::conditional_t<ok, T, void>>{};
    }
}
/// The SQL type that all operands have in common, without NULL: values take that of the expressions. void where there is
/// none.
template <class... U>
struct find_common_type : decltype(check_common_type<typename decltype(find_first_type<U...>())::type, U...>()) {};
template <class... U> using common_type = typename find_common_type<U...>::type;

}  // namespace dovetail::detail
