// SPDX-License-Identifier: BSL-1.0
// What statements share: an absent clause, the order of rows, the things that are selected.
#pragma once

#include <dovetail/expression/membership.hpp>
#include <dovetail/expression/table.hpp>

namespace dovetail {

/// The kinds of statements; lowering has one writer for each.
enum class statement_kind { select, insert, insert_rows, update, delete_, raw };

/// A clause that is not there.
struct absent {
    static constexpr unsigned parameters = 0;
};

/// ORDER BY, as a chain: what was there before, then one more term.
template <class Before, class Term>
struct order_then {
    static constexpr unsigned parameters = Before::parameters + Term::parameters;
    Before before;
    Term term;
};

/// Selected: a whole entity of a table or alias.
template <class View>
struct selected_entity {
    static constexpr bool is_entity = true;
    static constexpr unsigned parameters = 0;
    using view = View;
};

/// Selected: one or more expressions.
template <class... Expressions>
struct selected_columns;
template <class First>
struct selected_columns<First> {
    static constexpr bool is_entity = false;
    static constexpr unsigned parameters = First::parameters;
    static constexpr std::size_t count = 1;
    First first;
};
template <class First, class... Rest>
struct selected_columns<First, Rest...> {
    static constexpr bool is_entity = false;
    static constexpr unsigned parameters = (First::parameters + ... + Rest::parameters);
    static constexpr std::size_t count = 1 + sizeof...(Rest);
    First first;
    selected_columns<Rest...> rest;
};

namespace detail {

template <class Where, class... Conditions>
constexpr auto add_conditions(Where&& where, Conditions&&... conditions) {
    if constexpr (std::is_same_v<std::remove_cvref_t<Where>, absent>)
        return and_(std::forward<Conditions>(conditions)...);
    else return and_(std::forward<Where>(where), std::forward<Conditions>(conditions)...);
}

template <class Before>
constexpr auto add_orders(Before before) {
    return before;
}
template <class Before, class Term, class... Terms>
constexpr auto add_orders(Before before, Term const& term, Terms const&... terms) {
    static_assert(expression<Term>, "dovetail: order_by() takes columns and expressions, such as users.name.desc()");
    return add_orders(order_then<Before, Term>{std::move(before), term}, terms...);
}

}  // namespace detail
}  // namespace dovetail
