// SPDX-License-Identifier: BSL-1.0
// Several groupings at once (PostgreSQL): ROLLUP, CUBE, GROUPING SETS.
//
//     dt::select(sales.region, sales.city, dt::sum(sales.total)).group_by(dt::rollup(sales.region, sales.city))
//     ....group_by(dt::grouping_sets(dt::grouping_set(sales.region), dt::grouping_set(sales.city), dt::grouping_set()))
//
// What they group by is NULL in the rows of the other groupings, and so a std::optional; dt::grouping(sales.city) is 1 there.
#pragma once

#include <dovetail/expression/function.hpp>

namespace dovetail {

enum class grouping_kind { rollup, cube, sets };

/// One of GROUPING SETS.
template <class... Terms>
struct terms_of_set {
    static constexpr unsigned parameters = (Terms::parameters + ... + 0u);
    using operands = nodes<Terms...>;
    [[no_unique_address]] bound_values<parameters> values;
};

/// A term of GROUP BY that is several. Parts: its terms, or its sets.
template <grouping_kind Kind, class... Parts>
struct grouping_terms {
    static constexpr auto kind = node_kind::grouping;
    static constexpr auto grouping = Kind;
    static constexpr unsigned parameters = (Parts::parameters + ... + 0u);
    using type = void;
    using operands = nodes<Parts...>;
    [[no_unique_address]] bound_values<parameters> values;
};

namespace detail {
template <class T> inline constexpr bool is_grouping_set = false;
template <class... Terms> inline constexpr bool is_grouping_set<terms_of_set<Terms...>> = true;

template <grouping_kind Kind, class... Terms>
constexpr auto make_grouping(Terms const&... terms) {
    constexpr bool ok = sizeof...(Terms) > 0 && (expression<Terms> && ...);
    static_assert(ok, "dovetail: rollup() and cube() take columns and expressions");
    if constexpr (ok) return grouping_terms<Kind, Terms...>{join(bound_values<0>{}, terms.values...)};
    else return after_error{};
}
}  // namespace detail

/// By all of them, by all but the last, and so on, and by nothing.
template <class... Terms>
constexpr auto rollup(Terms const&... terms) { return detail::make_grouping<grouping_kind::rollup>(terms...); }
/// By every subset of them.
template <class... Terms>
constexpr auto cube(Terms const&... terms) { return detail::make_grouping<grouping_kind::cube>(terms...); }
template <expression... Terms>
constexpr auto grouping_set(Terms const&... terms) {
    return terms_of_set<Terms...>{detail::join(bound_values<0>{}, terms.values...)};
}
/// By each of the sets.
template <class... Sets>
constexpr auto grouping_sets(Sets const&... sets) {
    constexpr bool ok = sizeof...(Sets) > 0 && (detail::is_grouping_set<Sets> && ...);
    static_assert(ok, "dovetail: grouping_sets() takes what dt::grouping_set(columns...) gives");
    if constexpr (ok) return grouping_terms<grouping_kind::sets, Sets...>{detail::join(bound_values<0>{}, sets.values...)};
    else return detail::after_error{};
}
/// 1 in the rows of a grouping that does not group by this, 0 in the others: tells their NULL from one of the data. Of several,
/// these are the bits of a number, the last one's the lowest.
template <expression... Terms>
    requires(sizeof...(Terms) > 0)
constexpr auto grouping(Terms const&... terms) {
    return function_call<"GROUPING", integer, Terms...>(detail::join(bound_values<0>{}, terms.values...));
}

}  // namespace dovetail
