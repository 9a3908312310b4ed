// SPDX-License-Identifier: BSL-1.0
// AND, OR, NOT: as functions, as SQLAlchemy has them, and as C++ operators. Both give the same nodes.
//
//     dt::or_(users.username == "john", users.email.like("%@example.com"))      !(users.is_active == true)
#pragma once

#include <dovetail/expression/comparison.hpp>

namespace dovetail {

template <class Operand>
struct negation {
    static constexpr auto kind = node_kind::negation;
    static constexpr unsigned parameters = Operand::parameters;
    using type = boolean;
    Operand negated;
};

namespace detail {

template <class... Conditions>
constexpr void require_conditions() {
    static_assert((condition<Conditions> && ...),
                  "dovetail: and_, or_, not_ and where() take conditions, such as users.id == 1 or a boolean column");
}

template <binary_operator Op, class First>
constexpr auto join_conditions(First&& first) {
    return std::remove_cvref_t<First>(std::forward<First>(first));
}
template <binary_operator Op, class First, class Second, class... Rest>
constexpr auto join_conditions(First&& first, Second&& second, Rest&&... rest) {
    using joined = binary<Op, std::remove_cvref_t<First>, std::remove_cvref_t<Second>, boolean>;
    return join_conditions<Op>(joined{std::forward<First>(first), std::forward<Second>(second)},
                               std::forward<Rest>(rest)...);
}

}  // namespace detail

/// True where all are true.
template <class... Conditions>
constexpr auto and_(Conditions&&... conditions) {
    static_assert(sizeof...(Conditions) > 0, "dovetail: and_() needs at least one condition");
    detail::require_conditions<Conditions...>();
    if constexpr (sizeof...(Conditions) > 0)
        return detail::join_conditions<binary_operator::and_>(std::forward<Conditions>(conditions)...);
}
/// True where one is true. Nothing to choose from is no condition: or_() does not compile.
template <class... Conditions>
constexpr auto or_(Conditions&&... conditions) {
    static_assert(sizeof...(Conditions) > 0, "dovetail: or_() of nothing is neither true nor false; give it a condition");
    detail::require_conditions<Conditions...>();
    if constexpr (sizeof...(Conditions) > 0)
        return detail::join_conditions<binary_operator::or_>(std::forward<Conditions>(conditions)...);
    else return null_test<value<bool>, true>{};
}
template <class Condition>
constexpr auto not_(Condition&& given) {
    detail::require_conditions<Condition>();
    return negation<std::remove_cvref_t<Condition>>{std::forward<Condition>(given)};
}

template <condition L, condition R>
constexpr auto operator&&(L&& left, R&& right) {
    return and_(std::forward<L>(left), std::forward<R>(right));
}
template <condition L, condition R>
constexpr auto operator||(L&& left, R&& right) {
    return or_(std::forward<L>(left), std::forward<R>(right));
}
template <condition C>
constexpr auto operator!(C&& given) {
    return not_(std::forward<C>(given));
}

}  // namespace dovetail
