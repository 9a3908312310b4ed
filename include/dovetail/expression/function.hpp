// SPDX-License-Identifier: BSL-1.0
// Functions by their SQL names: the aggregates, and a few of one row.
//
//     dt::select(dt::count())      dt::select(dt::max(posts.score))      dt::coalesce(users.nickname, "none")
#pragma once

#include <dovetail/expression/comparison.hpp>
#include <dovetail/expression/operand_type.hpp>

#include <tuple>

namespace dovetail {

/// Both are defined in headers of their own, which <dovetail/sql.hpp> has.
template <class Aggregate, class Condition> struct filtered;
template <class Function, class... Window> struct over;

/// Name(argument): one result for many rows. Distinct: each value counts once.
template <fixed_string Name, class Type, class Argument, bool Distinct>
struct aggregate : operand<aggregate<Name, Type, Argument, Distinct>> {
    static constexpr auto kind = node_kind::aggregate;
    static constexpr auto name = Name;
    static constexpr bool is_distinct = Distinct;
    static constexpr unsigned parameters = Argument::parameters;
    using type = Type;
    using argument = Argument;
    using operands = nodes<Argument>;
    using null_from = std::conditional_t<Name.view() == "count", nodes<>, operands>;
    [[no_unique_address]] bound_values<parameters> values;
    constexpr explicit aggregate(bound_values<parameters> v) : values(v) {}

    /// Of the rows for which the condition holds only; <dovetail/sql.hpp>.
    template <class Condition>
    constexpr auto filter(Condition const& condition) const {
        constexpr bool ok = dovetail::condition<Condition>;
        static_assert(ok, "dovetail: filter() takes a condition, such as users.id == 1");
        constexpr bool is_included = !ok || requires { requires dovetail::condition<Condition>; sizeof(filtered<aggregate, Condition>); };
        static_assert(is_included, "dovetail: filter() needs #include <dovetail/sql.hpp>");
        if constexpr (ok && is_included) return filtered<aggregate, Condition>(detail::join(values, condition.values));
        else return detail::after_error{};
    }
    /// Of the rows around each row, as a window says; <dovetail/sql.hpp>.
    template <class... Window>
    constexpr auto over(Window const&... window) const {
        constexpr bool is_included = requires { sizeof(dovetail::over<aggregate, Window...>); };
        static_assert(is_included, "dovetail: over() needs #include <dovetail/sql.hpp>");
        if constexpr (is_included) return dovetail::over<aggregate, Window...>::make(*this, window...);
        else return detail::after_error{};
    }
};

/// The argument of count().
struct every_row {
    static constexpr unsigned parameters = 0;
};

namespace detail {
template <class... Nodes>
struct find_last {
    using type = nodes<>;
};
template <class First, class... Rest>
struct find_last<First, Rest...> : find_last<Rest...> {};
template <class Last>
struct find_last<Last> {
    using type = nodes<Last>;
};
template <class... Nodes> using last_of = typename find_last<Nodes...>::type;
}  // namespace detail

/// Name(arguments...): one result for each row.
template <fixed_string Name, class Type, class... Arguments>
struct function_call : operand<function_call<Name, Type, Arguments...>> {
    static constexpr auto kind = node_kind::function;
    static constexpr auto name = Name;
    static constexpr unsigned parameters = (Arguments::parameters + ... + 0u);
    using type = Type;
    using operands = nodes<Arguments...>;
    using null_from = std::conditional_t<Name.view() == "coalesce", detail::last_of<Arguments...>,
                                         std::conditional_t<Name.view() == "GROUPING", nodes<>, operands>>;
    [[no_unique_address]] bound_values<parameters> values;
    constexpr explicit function_call(bound_values<parameters> v) : values(v) {}
};

/// An aggregate's argument, counted once for each different value: `dt::count(dt::distinct(users.role_id))`.
template <class Argument>
struct distinct_argument {
    Argument argument;
};
template <expression Argument>
constexpr auto distinct(Argument const& argument) {
    return distinct_argument<Argument>{argument};
}

namespace detail {

/// What sum() or avg() gives of a type: exact stays exact (SQL standard), anything else is Other; NULL over no rows.
template <class T, class Other>
constexpr auto choose_total_type() {
    if constexpr (exact_number<T>) return std::type_identity<nullable<typename without_null<T>::form::type>>{};
    else return std::type_identity<nullable<Other>>{};
}
template <class T>
using sum_type = typename decltype(choose_total_type<T, std::conditional_t<is_integral_type<T>, bigint, double_precision>>())::type;
template <class T>
using avg_type = typename decltype(choose_total_type<T, double_precision>())::type;

template <fixed_string Name, class Type, bool Distinct = false, class Argument>
constexpr auto make_aggregate(Argument const& argument) {
    return aggregate<Name, Type, Argument, Distinct>(argument.values);
}

template <class A>
constexpr bool find_text_operand() {
    using plain = std::remove_cvref_t<A>;
    if constexpr (typed_operand<A>) return type_facts<typename plain::type>::family == type_family::text;
    else if constexpr (expression<A>) return requires { plain::is_named; };
    else return !is_null_literal<A> && can_compare<text, A>();
}
template <class A>
inline constexpr bool is_text_operand = find_text_operand<A>();
/// What lower() gives: a column's own type.
template <class A>
constexpr auto find_text_type() {
    if constexpr (typed_operand<A>) return std::type_identity<typename std::remove_cvref_t<A>::type>{};
    else return std::type_identity<std::conditional_t<is_optional<std::remove_cvref_t<A>>, nullable<text>, text>>{};
}
template <class A>
using text_type = typename decltype(find_text_type<A>())::type;
template <fixed_string Name, class Type, class A>
constexpr auto text_function(A&& a) {
    return function_call<Name, Type, node_for<A>>(values_for<text>(static_cast<A&&>(a)));
}

template <class Argument, bool TakesExact = false>
constexpr void require_number() {
    constexpr bool ok = is_number<typename Argument::type> || (TakesExact && exact_number<typename Argument::type>);
    static_assert(ok, "dovetail: sum() and avg() take numbers");
}

}  // namespace detail

/// The number of rows.
constexpr auto count() { return aggregate<"count", bigint, every_row, false>(bound_values<0>{}); }
/// The number of rows in which the argument is not NULL.
template <class A>
constexpr auto count(A const& a) {
    constexpr bool ok = expression<A>;
    static_assert(ok, "dovetail: count() takes a column or an expression; dt::count() counts rows");
    if constexpr (ok) return detail::make_aggregate<"count", bigint>(a);
    else return detail::after_error{};
}
template <class A>
constexpr auto count(distinct_argument<A> const& a) {
    return detail::make_aggregate<"count", bigint, true>(a.argument);
}
/// The least and the greatest value; NULL over no rows.
template <class A>
constexpr auto min(A const& a) {
    constexpr bool ok = expression<A>;
    static_assert(ok, "dovetail: min() takes a column or an expression");
    if constexpr (ok)
        return detail::make_aggregate<"min", typename detail::nullable_once<typename A::type>::type>(a);
    else return detail::after_error{};
}
template <class A>
constexpr auto max(A const& a) {
    constexpr bool ok = expression<A>;
    static_assert(ok, "dovetail: max() takes a column or an expression");
    if constexpr (ok)
        return detail::make_aggregate<"max", typename detail::nullable_once<typename A::type>::type>(a);
    else return detail::after_error{};
}
/// The sum; NULL over no rows. Of integers a 64-bit integer (more is an error), of dt::numeric a dt::decimal (PostgreSQL),
/// of others a double.
template <class A>
constexpr auto sum(A const& a) {
    constexpr bool ok = expression<A>;
    static_assert(ok, "dovetail: sum() takes a column or an expression");
    if constexpr (ok) {
        detail::require_number<A, true>();
        return detail::make_aggregate<"sum", detail::sum_type<typename A::type>>(a);
    } else return detail::after_error{};
}
template <class A>
constexpr auto sum(distinct_argument<A> const& a) {
    detail::require_number<A, true>();
    return detail::make_aggregate<"sum", detail::sum_type<typename A::type>, true>(a.argument);
}
/// The mean as a double, of dt::numeric a dt::decimal, rounded as PostgreSQL does; NULL over no rows.
template <class A>
constexpr auto avg(A const& a) {
    constexpr bool ok = expression<A>;
    static_assert(ok, "dovetail: avg() takes a column or an expression");
    if constexpr (ok) {
        detail::require_number<A, true>();
        return detail::make_aggregate<"avg", detail::avg_type<typename A::type>>(a);
    } else return detail::after_error{};
}
template <class A>
constexpr auto avg(distinct_argument<A> const& a) {
    detail::require_number<A, true>();
    return detail::make_aggregate<"avg", detail::avg_type<typename A::type>, true>(a.argument);
}

/// The first argument that is not NULL. All have one SQL type; C++ values may stand beside expressions.
template <class... Arguments>
constexpr auto coalesce(Arguments&&... arguments) {
    constexpr bool ok = sizeof...(Arguments) > 1 && (expression<Arguments> || ...);
    static_assert(ok, "dovetail: coalesce() takes two arguments or more, one of them a column or an expression");
    using type = typename std::conditional_t<ok, detail::find_common_type<Arguments...>, std::type_identity<void>>::type;
    static_assert(!ok || !std::is_void_v<type>, "dovetail: the arguments of coalesce() need the same SQL type");
    if constexpr (!std::is_void_v<type>)
        return function_call<"coalesce", detail::nullable_if<(detail::may_be_null<Arguments> && ...), type>,
                             detail::node_for<Arguments>...>(
            detail::join(detail::values_for<type>(static_cast<Arguments&&>(arguments))...));
    else return detail::after_error{};
}
/// NULL where both are equal, the first otherwise: dt::nullif(posts.score, 0).
template <class A, class B>
constexpr auto nullif(A const& first, B&& second) {
    constexpr bool is_expression = expression<A>;
    static_assert(is_expression, "dovetail: nullif() takes a column or an expression, and what it is compared with");
    if constexpr (is_expression) {
        using type = without_null<typename A::type>;
        constexpr bool ok = detail::can_compare<type, B>();
        static_assert(ok, "dovetail: the two arguments of nullif() need the same SQL type");
        if constexpr (ok)
            return function_call<"nullif", nullable<type>, A, detail::node_for<B>>(
                detail::join(first.values, detail::values_for<type>(static_cast<B&&>(second))));
        else return detail::after_error{};
    } else return detail::after_error{};
}
/// Of a C++ value, too: dt::lower(users.email) == dt::lower(given).
template <class A>
constexpr auto lower(A&& a) {
    constexpr bool ok = detail::is_text_operand<A>;
    static_assert(ok, "dovetail: lower() takes text: a column, an expression or a value");
    if constexpr (ok) return detail::text_function<"lower", detail::text_type<A>>(static_cast<A&&>(a));
    else return detail::after_error{};
}
template <class A>
constexpr auto upper(A&& a) {
    constexpr bool ok = detail::is_text_operand<A>;
    static_assert(ok, "dovetail: upper() takes text: a column, an expression or a value");
    if constexpr (ok) return detail::text_function<"upper", detail::text_type<A>>(static_cast<A&&>(a));
    else return detail::after_error{};
}
/// The number of characters.
template <class A>
constexpr auto length(A&& a) {
    constexpr bool ok = detail::is_text_operand<A>;
    static_assert(ok, "dovetail: length() takes text: a column, an expression or a value");
    if constexpr (ok) return detail::text_function<"length", detail::nullable_if<type_facts<detail::text_type<A>>::is_nullable, bigint>>(static_cast<A&&>(a));
    else return detail::after_error{};
}

}  // namespace dovetail
