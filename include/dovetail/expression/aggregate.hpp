// SPDX-License-Identifier: BSL-1.0
// What aggregates can be told beyond their argument, and the rarer ones of them.
//
//     dt::count().filter(posts.score > 10)      dt::string_agg(users.username, ", ").order_by(users.username)
#pragma once

#include <dovetail/expression/function.hpp>
#include <dovetail/expression/literal.hpp>

namespace dovetail {

/// Aggregate FILTER (WHERE Condition).
template <class Aggregate, class Condition>
struct filtered : operand<filtered<Aggregate, Condition>> {
    static constexpr auto kind = node_kind::filtered;
    static constexpr unsigned parameters = Aggregate::parameters + Condition::parameters;
    using type = typename Aggregate::type;
    using aggregate = Aggregate;
    using condition = Condition;
    using operands = nodes<Aggregate, Condition>;
    using null_from = nodes<Aggregate>;
    [[no_unique_address]] bound_values<parameters> values;
    constexpr explicit filtered(bound_values<parameters> v) : values(static_cast<bound_values<parameters>&&>(v)) {}

    template <class... Window>
    constexpr auto over(Window const&... window) const {
        constexpr bool is_included = requires { sizeof(dovetail::over<filtered, Window...>); };
        static_assert(is_included, "dovetail: over() needs #include <dovetail/sql.hpp>");
        if constexpr (is_included) return dovetail::over<filtered, Window...>::make(*this, window...);
        else return detail::after_error{};
    }
};

/// Several arguments of an aggregate, and the order in which it takes its rows.
template <class Arguments, class Order>
struct aggregate_arguments;
template <class... Arguments, class... Order>
struct aggregate_arguments<nodes<Arguments...>, nodes<Order...>> {
    static constexpr auto kind = node_kind::arguments;
    static constexpr unsigned parameters = (Arguments::parameters + ... + 0u) + (Order::parameters + ... + 0u);
    using type = void;
    using arguments = nodes<Arguments...>;
    using order = nodes<Order...>;
    using operands = nodes<Arguments..., Order...>;
};

/// An aggregate whose result depends on the order of its rows.
template <fixed_string Name, class Type, class Arguments, class Order = nodes<>, bool Distinct = false>
struct ordered_aggregate : aggregate<Name, Type, aggregate_arguments<Arguments, Order>, Distinct> {
    using base = aggregate<Name, Type, aggregate_arguments<Arguments, Order>, Distinct>;
    using base::base;
    /// The order of the rows (PostgreSQL; SQLite before 3.44 has none).
    template <expression... Terms>
    constexpr auto order_by(Terms const&... terms) const {
        return ordered_aggregate<Name, Type, Arguments, nodes<Terms...>, Distinct>(detail::join(this->values, terms.values...));
    }
};

namespace detail {
/// A value, or an expression, beside an expression of one type.
template <class E, class U>
constexpr auto as_operand(U&& given) {
    constexpr bool ok = can_compare<typename E::type, U>();
    static_assert(ok, "dovetail: this argument has another SQL type than the first one");
    if constexpr (!ok) return after_error{};
    else if constexpr (expression<U>) return static_cast<std::remove_cvref_t<U>>(given);
    else return typed<placeholder, without_null<typename E::type>>(values_for<typename E::type>(static_cast<U&&>(given)));
}
template <fixed_string Name, class Type, bool Distinct, class... A>
constexpr auto ordered_of(A const&... arguments) {
    return ordered_aggregate<Name, Type, nodes<A...>, nodes<>, Distinct>(join(bound_values<0>{}, arguments.values...));
}
template <bool Distinct, class A, class U>
constexpr auto make_string_agg(A const& argument, U&& separator) {
    constexpr bool ok = type_facts<typename A::type>::family == type_family::text;
    static_assert(ok, "dovetail: string_agg() takes text");
    if constexpr (ok) return ordered_of<"string_agg", nullable<text>, Distinct>(argument, as_operand<A>(static_cast<U&&>(separator)));
    else return after_error{};
}
template <fixed_string Name, class A>
constexpr auto make_bool_aggregate(A const& argument) {
    constexpr bool ok = condition<A>;
    static_assert(ok, "dovetail: bool_and() and bool_or() take conditions");
    if constexpr (ok) return make_aggregate<Name, nullable<boolean>>(argument);
    else return after_error{};
}
template <fixed_string Name, class A>
constexpr auto make_statistic(A const& argument) {
    static_assert(is_number<typename A::type> || exact_number<typename A::type>, "dovetail: stddev_samp() and the like take numbers");
    return make_aggregate<Name, avg_type<typename A::type>>(argument);
}
}  // namespace detail

/// The texts that are not NULL, one behind the other with the separator between; NULL over no rows. SQLite's
/// group_concat, which takes no separator beside DISTINCT.
template <expression A, class U>
constexpr auto string_agg(A const& argument, U&& separator) {
    return detail::make_string_agg<false>(argument, static_cast<U&&>(separator));
}
template <class A, class U>
constexpr auto string_agg(distinct_argument<A> const& of, U&& separator) {
    return detail::make_string_agg<true>(of.argument, static_cast<U&&>(separator));
}
/// Whether all are true, or one is; NULL over no rows.
template <expression A>
constexpr auto bool_and(A const& a) { return detail::make_bool_aggregate<"bool_and">(a); }
template <expression A>
constexpr auto bool_or(A const& a) { return detail::make_bool_aggregate<"bool_or">(a); }
/// The spread of a sample, or of all there is: standard deviation and variance (PostgreSQL), as a double, of dt::numeric as a
/// dt::decimal, rounded as PostgreSQL does. NULL over too few rows.
template <expression A>
constexpr auto stddev_samp(A const& a) { return detail::make_statistic<"stddev_samp">(a); }
template <expression A>
constexpr auto stddev_pop(A const& a) { return detail::make_statistic<"stddev_pop">(a); }
template <expression A>
constexpr auto var_samp(A const& a) { return detail::make_statistic<"var_samp">(a); }
template <expression A>
constexpr auto var_pop(A const& a) { return detail::make_statistic<"var_pop">(a); }

}  // namespace dovetail
