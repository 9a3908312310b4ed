// SPDX-License-Identifier: BSL-1.0
// Ordered-set aggregates: what stands at a place of the ordered rows, or there most often (PostgreSQL).
//
//     dt::percentile_cont(0.5).within_group(employees.salary)      // the median
//     dt::percentile_cont(dt::param<"part">).within_group(employees.salary)
//     dt::mode().within_group(posts.author_id.desc())              // of several that are as frequent, the greatest
#pragma once

#include <dovetail/expression/aggregate.hpp>

namespace dovetail {

/// What such an aggregate is given, Direct, and the order of its rows.
template <class Order, class... Direct>
struct within_group_arguments {
    static constexpr auto kind = node_kind::within_group;
    static constexpr unsigned parameters = (Direct::parameters + ... + Order::parameters);
    using type = void;
    using direct = nodes<Direct...>;
    using order = Order;
    using operands = nodes<Direct..., Order>;
};

namespace detail {

/// What an order term is the order of.
template <class Term>
struct ordered_by {
    using type = typename Term::type;
};
template <class Operand, bool Descending, nulls_order Nulls>
struct ordered_by<order_term<Operand, Descending, Nulls>> {
    using type = typename Operand::type;
};

/// An aggregate before it is told its rows. Interpolates: its result lies between two values.
template <fixed_string Name, bool Interpolates, class... Direct>
struct ordered_set {
    [[no_unique_address]] bound_values<(Direct::parameters + ... + 0u)> values;

    /// The rows' values, in an order: a column, an expression, or its .desc().
    template <expression Term>
    constexpr auto within_group(Term const& term) const {
        using of = typename ordered_by<Term>::type;
        static_assert(!Interpolates || is_number<of> || exact_number<of>,
                      "dovetail: percentile_cont() computes a number between two, so it takes numbers; percentile_disc() takes "
                      "anything that has an order");
        using type = nullable<std::conditional_t<Interpolates, double_precision, without_null<of>>>;
        return aggregate<Name, type, within_group_arguments<Term, Direct...>, false>(join(values, term.values));
    }
};

/// A parameter or an expression has its type written, as PostgreSQL has percentiles of arrays, too.
template <class U>
constexpr bool is_fraction() {
    if constexpr (requires { U::is_named; }) return true;
    else if constexpr (expression<U>) return is_number<typename U::type> || exact_number<typename U::type>;
    else return number_value<U>;
}
template <fixed_string Name, bool Interpolates, class U>
constexpr auto make_percentile(U const& fraction) {
    constexpr bool ok = is_fraction<U>();
    static_assert(ok, "dovetail: a percentile is a number from 0 to 1, such as 0.5");
    using result = ordered_set<Name, Interpolates, typed<std::conditional_t<ok, node_for<U>, placeholder>, double_precision>>;
    if constexpr (ok && expression<U>) return result{fraction.values};
    else if constexpr (ok) {
        auto const given = static_cast<double>(fraction);
        if (!(given >= 0 && given <= 1))
            throw error(error_category::usage, "dovetail: a percentile is a number from 0 to 1, but got " + std::to_string(given));
        return result{bound_values<1>{{bound_value::real(given)}}};
    } else return result{};
}

}  // namespace detail

/// The value below which that part of the ordered rows lies, as a double; between two rows' values it is computed from both.
/// NULL over no rows.
/// @param fraction  a number, a parameter, or an expression of columns that the rows are grouped by
/// Errors: dt::error, `usage` for a number that is not from 0 to 1, `data` from the server for a parameter or an expression.
template <class U>
constexpr auto percentile_cont(U const& fraction) {
    return detail::make_percentile<"percentile_cont", true>(fraction);
}
/// The first of the ordered values at that part of them or behind it; NULL over no rows. Errors: the same.
template <class U>
constexpr auto percentile_disc(U const& fraction) {
    return detail::make_percentile<"percentile_disc", false>(fraction);
}
/// The value that comes most often, the first of several in the order; NULL over no rows.
constexpr auto mode() { return detail::ordered_set<"mode", false>{}; }

}  // namespace dovetail
