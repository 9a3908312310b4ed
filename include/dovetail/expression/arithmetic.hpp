// SPDX-License-Identifier: BSL-1.0
// Arithmetic on numbers: + - *. Integers give bigint, anything else double; NULL spreads.
//
//     dt::update(posts).set(posts.score = posts.score + 1)
#pragma once

#include <dovetail/expression/function.hpp>

namespace dovetail {
namespace detail {

template <class U>
constexpr bool is_integral_operand() {
    if constexpr (expression<U>) return is_integral_type<typename std::remove_cvref_t<U>::type>;
    else return std::is_integral_v<std::remove_cvref_t<U>>;
}
template <class U>
constexpr bool is_nullable_operand() {
    if constexpr (expression<U>) return type_facts<typename std::remove_cvref_t<U>::type>::is_nullable;
    else return is_optional<std::remove_cvref_t<U>>;
}

template <binary_operator Op, class L, class R>
constexpr auto calculate(L&& left, R&& right) {
    using type = typename deciding<expression<L>, L, R>::type;
    static_assert(is_number<type> && can_compare<type, L>() && can_compare<type, R>(),
                  "dovetail: arithmetic takes numbers on both sides");
    using number = std::conditional_t<is_integral_operand<L>() && is_integral_operand<R>(), bigint, double_precision>;
    using result = std::conditional_t<is_nullable_operand<L>() || is_nullable_operand<R>(), nullable<number>, number>;
    return binary<Op, node_for<L>, node_for<R>, result>(
        join(values_for<type>(static_cast<L&&>(left)), values_for<type>(static_cast<R&&>(right))));
}

}  // namespace detail

template <class L, class R> requires detail::either_expression<L, R>
constexpr auto operator+(L&& left, R&& right) {
    return detail::calculate<binary_operator::plus>(static_cast<L&&>(left), static_cast<R&&>(right));
}
template <class L, class R> requires detail::either_expression<L, R>
constexpr auto operator-(L&& left, R&& right) {
    return detail::calculate<binary_operator::minus>(static_cast<L&&>(left), static_cast<R&&>(right));
}
template <class L, class R> requires detail::either_expression<L, R>
constexpr auto operator*(L&& left, R&& right) {
    return detail::calculate<binary_operator::times>(static_cast<L&&>(left), static_cast<R&&>(right));
}

}  // namespace dovetail
