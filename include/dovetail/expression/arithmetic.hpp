// SPDX-License-Identifier: BSL-1.0
// Arithmetic on numbers: + - * / % and the sign; + of texts, and of a text and an integer, joins them. NULL spreads.
//
//     dt::update(posts).set(posts.score = posts.score + 1)      users.name + " " + users.surname
//
// Integers give bigint, anything else double, dt::numeric gives dt::numeric (PostgreSQL only: SQLite keeps these as text).
// Integers divided are an integer, cut towards zero; dt::cast<dt::double_precision>(x) / y is a fraction. Division by zero
// is an error on PostgreSQL and NULL on SQLite, which the type does not tell: a NULL that is read as a number is an error,
// too; write dt::nullif(y, 0) for NULL on both. Results beyond 64 bits are an error on both, on SQLite when they are read.
#pragma once

#include <dovetail/expression/cast.hpp>
#include <dovetail/expression/function.hpp>

namespace dovetail {

template <class Operand, class Type>
struct negative : operand<negative<Operand, Type>> {
    static constexpr auto kind = node_kind::unary_minus;
    static constexpr unsigned parameters = Operand::parameters;
    using type = Type;
    using argument_type = Operand;
    using operands = nodes<Operand>;
    [[no_unique_address]] bound_values<parameters> values;
    constexpr explicit negative(bound_values<parameters> v) : values(static_cast<bound_values<parameters>&&>(v)) {}
};

namespace detail {

template <binary_operator Op, class L, class R>
constexpr auto calculate(L&& left, R&& right) {
    using type = deciding_type<L, R>;
    constexpr bool is_exact = exact_number<type>;
    constexpr bool is_nullable = may_be_null<L> || may_be_null<R>, is_reported = has_error<L, R>;
    if constexpr (Op == binary_operator::plus && (is_text<operand_type<L>> || is_text<operand_type<R>>)) {
        constexpr bool is_plain = !is_integral_type<operand_type<L>> && !is_integral_type<operand_type<R>>;
        constexpr bool ok = !is_plain || (can_compare<text, L>() && can_compare<text, R>());
        static_assert(ok || is_reported, "dovetail: + joins text with text or an integer; dt::cast<dt::text>(...) makes text of other numbers");
        if constexpr (!is_plain) return calculate<Op>(digits_as_text(static_cast<L&&>(left)), digits_as_text(static_cast<R&&>(right)));
        else if constexpr (ok)
            return binary<binary_operator::concatenate, node_for<L>, node_for<R>, nullable_if<is_nullable, text>>(
                join(values_for<text>(static_cast<L&&>(left)), values_for<text>(static_cast<R&&>(right))));
        else return value_after_error<text>{};
    } else {
        constexpr bool ok = (is_number<type> || is_exact) && can_compare<type, L>() && can_compare<type, R>();
        static_assert(ok || is_reported, "dovetail: arithmetic takes numbers on both sides");
        if constexpr (!ok) return value_after_error<double_precision>{};
        else if constexpr (is_exact)
            return binary<Op, node_for<L>, node_for<R>, nullable_if<is_nullable, typename without_null<type>::form::type>>(
                join(values_for<type>(static_cast<L&&>(left)), values_for<type>(static_cast<R&&>(right))));
        else {
            constexpr bool is_integral = is_integral_type<operand_type<L>> && is_integral_type<operand_type<R>>;
            static_assert(Op != binary_operator::modulo || is_integral, "dovetail: % takes integers on both sides");
            using number = std::conditional_t<is_integral, bigint, double_precision>;
            return binary<Op, node_for<L>, node_for<R>, nullable_if<is_nullable, number>>(
                join(values_for<type>(static_cast<L&&>(left)), values_for<type>(static_cast<R&&>(right))));
        }
    }
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
template <class L, class R> requires detail::either_expression<L, R>
constexpr auto operator/(L&& left, R&& right) {
    return detail::calculate<binary_operator::divide>(static_cast<L&&>(left), static_cast<R&&>(right));
}
/// The remainder of a division cut towards zero: it has the sign of the left side.
template <class L, class R> requires detail::either_expression<L, R>
constexpr auto operator%(L&& left, R&& right) {
    return detail::calculate<binary_operator::modulo>(static_cast<L&&>(left), static_cast<R&&>(right));
}
template <expression A>
constexpr auto operator-(A const& given) {
    using type = typename A::type;
    constexpr bool is_exact = detail::exact_number<type>;
    constexpr bool ok = detail::is_number<type> || is_exact, is_reported = detail::has_error<A>;
    static_assert(ok || is_reported, "dovetail: arithmetic takes numbers on both sides");
    using number = std::conditional_t<is_exact, without_null<type>,
                                      std::conditional_t<detail::is_integral_type<type>, bigint, double_precision>>;
    if constexpr (ok) return negative<A, detail::nullable_if<detail::may_be_null<A>, number>>(given.values);
    else return detail::value_after_error<double_precision>{};
}

}  // namespace dovetail
