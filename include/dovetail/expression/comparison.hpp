// SPDX-License-Identifier: BSL-1.0
// Comparisons, and the rules of their operands, which fire here, at the operator.
//
//     users.username == "john"    posts.score > 3    users.nickname == std::nullopt    users.id.between(1, 9)
#pragma once

#include <dovetail/expression/value.hpp>

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
    Left left;
    Right right;
    constexpr binary(Left l, Right r) : left(std::move(l)), right(std::move(r)) {}
};

/// Conditions have no methods of values, which saves their instantiation.
template <binary_operator Op, class Left, class Right>
struct binary<Op, Left, Right, boolean> {
    static constexpr auto kind = node_kind::binary;
    static constexpr auto op = Op;
    static constexpr unsigned parameters = Left::parameters + Right::parameters;
    using type = boolean;
    using left_type = Left;
    using right_type = Right;
    Left left;
    Right right;
};

template <class Operand, bool IsNull>
struct null_test {
    static constexpr auto kind = node_kind::null_test;
    static constexpr unsigned parameters = Operand::parameters;
    using type = boolean;
    using operand_type = Operand;
    Operand tested;
};

template <class Operand, class Low, class High>
struct between {
    static constexpr auto kind = node_kind::between;
    static constexpr unsigned parameters = Operand::parameters + Low::parameters + High::parameters;
    using type = boolean;
    Operand tested;
    Low low;
    High high;
};

namespace detail {

/// The type that decides a comparison: that of the side which is an expression with a type of its own.
template <class L, class R>
constexpr auto deciding_type() {
    if constexpr (expression<L>) {
        if constexpr (!std::is_void_v<typename std::remove_cvref_t<L>::type>)
            return std::type_identity<typename std::remove_cvref_t<L>::type>{};
        else return std::type_identity<typename std::remove_cvref_t<R>::type>{};
    } else return std::type_identity<typename std::remove_cvref_t<R>::type>{};
}

template <class T>
inline constexpr bool is_null_literal = std::is_same_v<std::remove_cvref_t<T>, std::nullopt_t>;
template <class T>
inline constexpr bool is_optional_value = is_optional<std::remove_cvref_t<T>>;

template <class Operand, bool IsNull>
constexpr auto test_null(Operand const& tested) {
    static_assert(type_facts<typename Operand::type>::is_nullable,
                  "dovetail: this column is NOT NULL, so comparing it with NULL decides nothing; drop the condition");
    return null_test<Operand, IsNull>{tested};
}

constexpr binary_operator null_safe(binary_operator op) {
    return op == binary_operator::equal ? binary_operator::same : binary_operator::not_same;
}

template <binary_operator Op, class L, class R>
constexpr auto compare(L&& left, R&& right) {
    if constexpr (is_null_literal<R>) return test_null<std::remove_cvref_t<L>, Op == binary_operator::equal>(left);
    else if constexpr (is_null_literal<L>)
        return test_null<std::remove_cvref_t<R>, Op == binary_operator::equal>(right);
    else {
        using type = typename decltype(deciding_type<L, R>())::type;
        constexpr bool ok = can_compare<type, L>() && can_compare<type, R>();
        static_assert(ok, "dovetail: the two sides of this comparison have different SQL types; compare text with text, "
                          "numbers with numbers, bool with bool");
        static_assert(type_facts<type>::max_length == 0 ||
                          (literal_length<L> <= type_facts<type>::max_length &&
                           literal_length<R> <= type_facts<type>::max_length),
                      "dovetail: this literal is longer than the column's dt::string<n>, so nothing can be equal to it");
        if constexpr (ok) {
            constexpr bool safe = (is_optional_value<L> || is_optional_value<R>) &&
                                  (Op == binary_operator::equal || Op == binary_operator::not_equal);
            auto l = as_operand<type>(std::forward<L>(left));
            auto r = as_operand<type>(std::forward<R>(right));
            return binary<safe ? null_safe(Op) : Op, decltype(l), decltype(r), boolean>{std::move(l), std::move(r)};
        } else {
            return null_test<value<bool>, true>{};   // any condition will do: the error is given
        }
    }
}

template <binary_operator Op, class Self, class Pattern>
constexpr auto make_like(Self const& self, Pattern&& pattern) {
    constexpr bool ok = type_facts<typename Self::type>::family == type_family::text && can_compare<text, Pattern>();
    static_assert(ok, "dovetail: LIKE compares text with text; this operand is no text");
    if constexpr (ok) {
        auto right = as_operand<text>(std::forward<Pattern>(pattern));
        return binary<Op, Self, decltype(right), boolean>{self, std::move(right)};
    } else return null_test<value<bool>, true>{};
}

template <class Self, class Low, class High>
constexpr auto make_between(Self const& self, Low&& low, High&& high) {
    using type = typename Self::type;
    constexpr bool ok = can_compare<type, Low>() && can_compare<type, High>();
    static_assert(ok, "dovetail: the bounds of between() need the type of what they bound");
    if constexpr (ok) {
        auto l = as_operand<type>(std::forward<Low>(low));
        auto h = as_operand<type>(std::forward<High>(high));
        return dovetail::between<Self, decltype(l), decltype(h)>{self, std::move(l), std::move(h)};
    } else return null_test<value<bool>, true>{};
}

template <class L, class R>
concept either_expression = expression<L> || expression<R>;

}  // namespace detail

/// Comparisons. The sides are expressions, or one is a C++ value. A std::optional compares NULL-safe:
/// an empty one finds NULLs. std::nullopt is IS NULL.
template <class L, class R> requires detail::either_expression<L, R>
constexpr auto operator==(L&& left, R&& right) {
    return detail::compare<binary_operator::equal>(std::forward<L>(left), std::forward<R>(right));
}
template <class L, class R> requires detail::either_expression<L, R>
constexpr auto operator!=(L&& left, R&& right) {
    return detail::compare<binary_operator::not_equal>(std::forward<L>(left), std::forward<R>(right));
}
template <class L, class R> requires detail::either_expression<L, R>
constexpr auto operator<(L&& left, R&& right) {
    return detail::compare<binary_operator::less>(std::forward<L>(left), std::forward<R>(right));
}
template <class L, class R> requires detail::either_expression<L, R>
constexpr auto operator<=(L&& left, R&& right) {
    return detail::compare<binary_operator::less_equal>(std::forward<L>(left), std::forward<R>(right));
}
template <class L, class R> requires detail::either_expression<L, R>
constexpr auto operator>(L&& left, R&& right) {
    return detail::compare<binary_operator::greater>(std::forward<L>(left), std::forward<R>(right));
}
template <class L, class R> requires detail::either_expression<L, R>
constexpr auto operator>=(L&& left, R&& right) {
    return detail::compare<binary_operator::greater_equal>(std::forward<L>(left), std::forward<R>(right));
}

}  // namespace dovetail
