// SPDX-License-Identifier: BSL-1.0
// Comparisons, and the rules of their operands, which fire here, at the operator.
//
//     users.username == "john"    posts.score > 3    users.nickname == std::nullopt    users.id.between(1, 9)
#pragma once

#include <dovetail/expression/value.hpp>

#include <tuple>

namespace dovetail {

/// Left Op Right, of SQL type Type.
template <binary_operator Op, class Left, class Right, class Type>
struct binary : operand<binary<Op, Left, Right, Type>> {
    static constexpr auto kind = node_kind::binary;
    static constexpr auto op = Op;
    static constexpr unsigned parameters = Left::parameters + Right::parameters;
    using type = Type;
    using left_type = Left;
    using right_type = Right;
    using operands = nodes<Left, Right>;
    bound_values<parameters> values;
    constexpr explicit binary(bound_values<parameters> v) : values(static_cast<bound_values<parameters>&&>(v)) {}
};

/// Conditions have no methods of values, which saves their instantiation. They are unknown where a side is NULL.
template <binary_operator Op, class Left, class Right>
struct binary<Op, Left, Right, boolean> : condition_operand<binary<Op, Left, Right, boolean>> {
    static constexpr auto kind = node_kind::binary;
    static constexpr auto op = Op;
    static constexpr unsigned parameters = Left::parameters + Right::parameters;
    using type = std::conditional_t<Op == binary_operator::same || Op == binary_operator::not_same, boolean,
                                    detail::condition_type<Left, Right>>;
    using left_type = Left;
    using right_type = Right;
    using operands = nodes<Left, Right>;
    [[no_unique_address]] bound_values<parameters> values;
};

/// A pattern of LIKE and the character that takes the meaning from the next one: Escape is a placeholder, or void for '/'.
template <class Pattern, class Escape>
struct escaped_pattern {
    static constexpr auto kind = node_kind::escaped_pattern;
    static constexpr unsigned parameters = Pattern::parameters + !std::is_void_v<Escape>;
    using type = typename Pattern::type;
    using pattern = Pattern;
    using escape = Escape;
    using operands = nodes<Pattern>;
};

template <class Operand, bool IsNull>
struct null_test : condition_operand<null_test<Operand, IsNull>> {
    static constexpr auto kind = node_kind::null_test;
    static constexpr unsigned parameters = Operand::parameters;
    static constexpr bool is_null = IsNull;
    using type = boolean;
    using tested = Operand;
    using operands = nodes<Operand>;
    using null_from = nodes<>;
    [[no_unique_address]] bound_values<parameters> values;
};

template <class Operand, class Low, class High>
struct between : condition_operand<between<Operand, Low, High>> {
    static constexpr auto kind = node_kind::between;
    static constexpr unsigned parameters = Operand::parameters + Low::parameters + High::parameters;
    using type = detail::condition_type<Operand, Low, High>;
    using tested = Operand;
    using low_type = Low;
    using high_type = High;
    using operands = nodes<Operand, Low, High>;
    [[no_unique_address]] bound_values<parameters> values;
};

namespace detail {

template <class Operand, bool IsNull>
constexpr auto test_null(Operand const& tested) {
    return null_test<Operand, IsNull>{{}, tested.values};
}

/// An operator beside a std::optional tells NULL from NULL by IS.
constexpr binary_operator null_safe(binary_operator op, bool may_be_null) {
    if (may_be_null && op == binary_operator::equal) return binary_operator::same;
    if (may_be_null && op == binary_operator::not_equal) return binary_operator::not_same;
    return op;
}

template <binary_operator Op, class L, class Quantifier>
constexpr auto compare_with_quantifier(L&& left, Quantifier const& right);      // expression/quantifier.hpp

template <binary_operator Op>
inline constexpr bool is_equality = Op == binary_operator::equal || Op == binary_operator::same;

template <binary_operator Op, class L, quantifier R>
constexpr auto compare(L&& left, R&& right) {
    return compare_with_quantifier<Op>(static_cast<L&&>(left), right);
}
template <binary_operator Op, class L, class R>
constexpr auto compare(L&& left, R&& right) {
    using type = deciding_type<L, R>;
    if constexpr (is_null_literal<R>) return test_null<std::remove_cvref_t<L>, is_equality<Op>>(left);
    else if constexpr (is_null_literal<L>) return test_null<std::remove_cvref_t<R>, is_equality<Op>>(right);
    else if constexpr (!(stands_beside<type, L> && stands_beside<type, R>)) {
        constexpr bool is_select = requires { typename std::remove_cvref_t<L>::select_tag; } || requires { typename std::remove_cvref_t<R>::select_tag; };
        static_assert(!is_select, "dovetail: the value of a select is dt::scalar_subquery(select); dt::any_ and dt::all_ compare with each row");
        constexpr bool is_reported = is_select || has_error<L, R>;
        static_assert(is_reported, "dovetail: the two sides of this comparison have different SQL types; compare text with text, "
                                   "numbers with numbers, bool with bool");
        return after_error{};
    } else {
        constexpr auto limit = type_facts<type>::max_length;
        constexpr bool fits = limit == 0 || (literal_length<L> <= limit && literal_length<R> <= limit);
        static_assert(fits, "dovetail: this literal is longer than the column's dt::string<n>, so nothing can be equal to it");
        using left_node = node_for<L>;
        using right_node = node_for<R>;
        constexpr bool may_be_null = is_optional<std::remove_cvref_t<L>> || is_optional<std::remove_cvref_t<R>>;
        using result = binary<null_safe(Op, may_be_null), left_node, right_node, boolean>;
        // Most sides are columns, and a function that joins nothing still costs the compiler.
        if constexpr (left_node::parameters == 0 && right_node::parameters == 0) return result{};
        else if constexpr (left_node::parameters == 0) return result{{}, values_for<type>(static_cast<R&&>(right))};
        else if constexpr (right_node::parameters == 0) return result{{}, values_for<type>(static_cast<L&&>(left))};
        else return result{{}, join(values_for<type>(static_cast<L&&>(left)), values_for<type>(static_cast<R&&>(right)))};
    }
}

template <binary_operator Op, class Self, class Pattern>
constexpr auto make_like(Self const& self, Pattern&& pattern) {
    constexpr bool ok = type_facts<typename Self::type>::family == type_family::text && can_compare<text, Pattern>();
    static_assert(ok, "dovetail: LIKE compares text with text; this operand is no text");
    if constexpr (ok)
        return binary<Op, Self, node_for<Pattern>, boolean>{
            {}, join(self.values, values_for<text>(static_cast<Pattern&&>(pattern)))};
    else return after_error{};
}

template <class Self, class Low, class High>
constexpr auto make_between(Self const& self, Low&& low, High&& high) {
    using type = typename Self::type;
    constexpr bool ok = can_compare<type, Low>() && can_compare<type, High>();
    static_assert(ok, "dovetail: the bounds of between() need the type of what they bound");
    if constexpr (ok)
        return dovetail::between<Self, node_for<Low>, node_for<High>>{
            {}, join(self.values, values_for<type>(static_cast<Low&&>(low)), values_for<type>(static_cast<High&&>(high)))};
    else return after_error{};
}

}  // namespace detail

/// Comparisons. The sides are expressions, or one is a C++ value. A std::optional compares NULL-safe:
/// an empty one finds NULLs. std::nullopt is IS NULL.
template <class L, class R> requires detail::either_expression<L, R>
constexpr auto operator==(L&& left, R&& right) {
    return detail::compare<binary_operator::equal>(static_cast<L&&>(left), static_cast<R&&>(right));
}
template <class L, class R> requires detail::either_expression<L, R>
constexpr auto operator!=(L&& left, R&& right) {
    return detail::compare<binary_operator::not_equal>(static_cast<L&&>(left), static_cast<R&&>(right));
}
template <class L, class R> requires detail::either_expression<L, R>
constexpr auto operator<(L&& left, R&& right) {
    return detail::compare<binary_operator::less>(static_cast<L&&>(left), static_cast<R&&>(right));
}
template <class L, class R> requires detail::either_expression<L, R>
constexpr auto operator<=(L&& left, R&& right) {
    return detail::compare<binary_operator::less_equal>(static_cast<L&&>(left), static_cast<R&&>(right));
}
template <class L, class R> requires detail::either_expression<L, R>
constexpr auto operator>(L&& left, R&& right) {
    return detail::compare<binary_operator::greater>(static_cast<L&&>(left), static_cast<R&&>(right));
}
template <class L, class R> requires detail::either_expression<L, R>
constexpr auto operator>=(L&& left, R&& right) {
    return detail::compare<binary_operator::greater_equal>(static_cast<L&&>(left), static_cast<R&&>(right));
}

namespace detail {
template <class U>
constexpr auto compare_label() {
    static_assert(std::is_void_v<U>, "dovetail: a label has no value in a condition; write the expression that it names, such as dt::count() > 1");
    return after_error{};
}
}  // namespace detail

/// A label stands for what it names in ORDER BY and GROUP BY, which conditions are asked before.
template <fixed_string Name, class U> requires(!detail::typed_operand<U>)
constexpr auto operator==(label<Name> const&, U const&) { return detail::compare_label<U>(); }
template <fixed_string Name, class U> requires(!detail::typed_operand<U>)
constexpr auto operator!=(label<Name> const&, U const&) { return detail::compare_label<U>(); }
template <fixed_string Name, class U> requires(!detail::typed_operand<U>)
constexpr auto operator<(label<Name> const&, U const&) { return detail::compare_label<U>(); }
template <fixed_string Name, class U> requires(!detail::typed_operand<U>)
constexpr auto operator<=(label<Name> const&, U const&) { return detail::compare_label<U>(); }
template <fixed_string Name, class U> requires(!detail::typed_operand<U>)
constexpr auto operator>(label<Name> const&, U const&) { return detail::compare_label<U>(); }
template <fixed_string Name, class U> requires(!detail::typed_operand<U>)
constexpr auto operator>=(label<Name> const&, U const&) { return detail::compare_label<U>(); }

}  // namespace dovetail
