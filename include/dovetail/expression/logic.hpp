// SPDX-License-Identifier: BSL-1.0
// AND, OR, NOT: as functions, as SQLAlchemy has them, and as C++ operators. Both give the same nodes.
//
//     dt::or_(users.username == "john", users.email.like("%@example.com"))      !(users.is_active == true)
#pragma once

#include <dovetail/expression/comparison.hpp>

namespace dovetail {

enum class logic_operator { and_, or_ };

/// Conditions that are all to hold, or one of them.
template <logic_operator Op, class... Conditions>
struct logic : condition_operand<logic<Op, Conditions...>> {
    static constexpr auto kind = node_kind::logic;
    static constexpr auto op = Op;
    static constexpr unsigned parameters = (Conditions::parameters + ...);
    using type = detail::condition_type<Conditions...>;
    using operands = nodes<Conditions...>;
    [[no_unique_address]] bound_values<parameters> values;
};

template <class Operand>
struct negation : condition_operand<negation<Operand>> {
    static constexpr auto kind = node_kind::negation;
    static constexpr unsigned parameters = Operand::parameters;
    using type = detail::condition_type<Operand>;
    using negated = Operand;
    using operands = nodes<Operand>;
    [[no_unique_address]] bound_values<parameters> values;
};

namespace detail {
template <class... Conditions>
inline constexpr bool are_conditions = (condition<Conditions> && ...);
}

/// True where all are true.
template <class... Conditions>
constexpr auto and_(Conditions const&... conditions) {
    static_assert(sizeof...(Conditions) > 0, "dovetail: and_() needs at least one condition");
    static_assert(detail::are_conditions<Conditions...>,
                  "dovetail: and_() and && take conditions, such as users.id == 1 or a boolean column");
    if constexpr (sizeof...(Conditions) > 0 && detail::are_conditions<Conditions...>)
        return logic<logic_operator::and_, Conditions...>{{}, detail::join(conditions.values...)};
    else return detail::after_error{};
}
/// True where one is true. Nothing to choose from is no condition: or_() does not compile.
template <class... Conditions>
constexpr auto or_(Conditions const&... conditions) {
    static_assert(sizeof...(Conditions) > 0, "dovetail: or_() of nothing is neither true nor false; give it a condition");
    static_assert(detail::are_conditions<Conditions...>,
                  "dovetail: or_() and || take conditions, such as users.id == 1 or a boolean column");
    if constexpr (sizeof...(Conditions) > 0 && detail::are_conditions<Conditions...>)
        return logic<logic_operator::or_, Conditions...>{{}, detail::join(conditions.values...)};
    else return detail::after_error{};
}
template <class Condition, class... More>
constexpr auto not_(Condition const& given, More const&...) {
    static_assert(sizeof...(More) == 0, "dovetail: not_() takes one condition; dt::and_(a, b) and dt::or_(a, b) make one of several");
    static_assert(condition<Condition>, "dovetail: not_() takes a condition, such as users.id == 1 or a boolean column");
    if constexpr (condition<Condition>) return negation<Condition>{{}, given.values};
    else return detail::after_error{};
}

template <class L, class R> requires(expression<L> || expression<R>)
constexpr auto operator&&(L const& left, R const& right) {
    return and_(left, right);
}
template <class L, class R> requires(expression<L> || expression<R>)
constexpr auto operator||(L const& left, R const& right) {
    return or_(left, right);
}
template <condition C>
constexpr auto operator!(C const& given) {
    return not_(given);
}

}  // namespace dovetail
