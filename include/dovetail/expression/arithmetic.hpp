// SPDX-License-Identifier: BSL-1.0
// Arithmetic on numbers: + - *. Integers give bigint, anything else double; NULL spreads.
//
//     dt::update(posts).set(posts.score = posts.score + 1)
#pragma once

#include <dovetail/expression/function.hpp>

namespace dovetail {
namespace detail {

template <class T, class U>
constexpr bool integral_operand() {
    if constexpr (expression<U>) {
        if constexpr (std::is_void_v<typename std::remove_cvref_t<U>::type>) return true;
        else return is_integral_type<typename std::remove_cvref_t<U>::type>;
    } else return std::is_integral_v<std::remove_cvref_t<U>>;
}
template <class U>
constexpr bool nullable_operand() {
    if constexpr (expression<U>) {
        if constexpr (!std::is_void_v<typename std::remove_cvref_t<U>::type>)
            return type_facts<typename std::remove_cvref_t<U>::type>::is_nullable;
    }
    return false;
}

template <binary_operator Op, class L, class R>
constexpr auto calculate(L&& left, R&& right) {
    using type = typename decltype(deciding_type<L, R>())::type;
    static_assert(is_number<type> && can_compare<type, L>() && can_compare<type, R>(),
                  "dovetail: arithmetic takes numbers on both sides");
    using number = std::conditional_t<integral_operand<type, L>() && integral_operand<type, R>(), bigint, double_precision>;
    using result = std::conditional_t<nullable_operand<L>() || nullable_operand<R>(), nullable<number>, number>;
    auto l = as_operand<type>(std::forward<L>(left));
    auto r = as_operand<type>(std::forward<R>(right));
    return binary<Op, decltype(l), decltype(r), result>(std::move(l), std::move(r));
}

}  // namespace detail

template <class L, class R> requires detail::either_expression<L, R>
constexpr auto operator+(L&& left, R&& right) {
    return detail::calculate<binary_operator::plus>(std::forward<L>(left), std::forward<R>(right));
}
template <class L, class R> requires detail::either_expression<L, R>
constexpr auto operator-(L&& left, R&& right) {
    return detail::calculate<binary_operator::minus>(std::forward<L>(left), std::forward<R>(right));
}
template <class L, class R> requires detail::either_expression<L, R>
constexpr auto operator*(L&& left, R&& right) {
    return detail::calculate<binary_operator::times>(std::forward<L>(left), std::forward<R>(right));
}

}  // namespace dovetail
