// SPDX-License-Identifier: BSL-1.0
// UPDATE and DELETE of many rows at once.
//
//     dt::update(users).set(users.username = "x").where(users.id == 3)
//     dt::delete_from(users).where(users.is_active == false)
//
// Both need a condition, or .all_rows(). The result has row_count().
#pragma once

#include <dovetail/statement/clauses.hpp>

namespace dovetail {

/// Stands for "every row", asked for by name.
struct every_row_condition {
    static constexpr unsigned parameters = 0;
    template <class...> using and_more = every_row_condition;
};

namespace detail {

template <class View, class T>
inline constexpr bool is_assignment_of = false;
template <class View, class Column, class Operand>
inline constexpr bool is_assignment_of<View, dovetail::assignment<Column, Operand>> =
    std::is_same_v<typename Column::source::model, typename View::model>;
template <class T>
inline constexpr bool is_assignment = false;
template <class Column, class Operand>
inline constexpr bool is_assignment<dovetail::assignment<Column, Operand>> = true;

template <class Where, class... Conditions>
constexpr bool require_conditions() {
    constexpr bool is_every_row = std::is_same_v<Where, every_row_condition>;
    static_assert(!is_every_row, "dovetail: all_rows() and where() exclude each other");
    static_assert(are_conditions<Conditions...>,
                  "dovetail: where() takes conditions, such as users.id == 1 or a boolean column");
    return !is_every_row && are_conditions<Conditions...>;
}

template <class View, class... Assignments>
constexpr bool require_assignments() {
    static_assert((is_assignment<Assignments> && ...),
                  "dovetail: this takes assignments, such as users.username = \"x\" (one =)");
    static_assert(((!is_assignment<Assignments> || is_assignment_of<View, Assignments>) && ...),
                  "dovetail: this assigns a column of another table than the statement's");
    return (is_assignment_of<View, Assignments> && ...);
}

}  // namespace detail

template <class View, class Set, class Where>
struct update_statement {
    static constexpr auto statement = statement_kind::update;
    using source = View;
    using assignments = Set;
    using conditions = Where;
    static constexpr unsigned parameters = Set::parameters + Where::parameters;
    [[no_unique_address]] bound_values<Set::parameters> set_values{};
    [[no_unique_address]] bound_values<Where::parameters> where_values{};

    /// The columns that change: users.username = "x". Twice appends.
    template <class... Assignments>
    constexpr auto set(Assignments const&... given) const {
        if constexpr (detail::require_assignments<View, Assignments...>())
            return update_statement<View, typename Set::template and_more<Assignments...>, Where>{
                detail::join(set_values, given.values...), where_values};
        else return *this;
    }
    template <class... Conditions>
    constexpr auto where(Conditions const&... given) const {
        if constexpr (detail::require_conditions<Where, Conditions...>())
            return update_statement<View, Set, typename Where::template and_more<Conditions...>>{
                set_values, detail::join(where_values, given.values...)};
        else return *this;
    }
    constexpr auto all_rows() const { return update_statement<View, Set, every_row_condition>{set_values, {}}; }
};

template <class View, class Where>
struct delete_statement {
    static constexpr auto statement = statement_kind::delete_;
    using source = View;
    using conditions = Where;
    static constexpr unsigned parameters = Where::parameters;
    [[no_unique_address]] bound_values<Where::parameters> where_values{};

    template <class... Conditions>
    constexpr auto where(Conditions const&... given) const {
        if constexpr (detail::require_conditions<Where, Conditions...>())
            return delete_statement<View, typename Where::template and_more<Conditions...>>{
                detail::join(where_values, given.values...)};
        else return *this;
    }
    constexpr auto all_rows() const { return delete_statement<View, every_row_condition>{}; }
};

template <table_type Table>
constexpr auto update(Table const&) {
    return update_statement<typename table_facts<Table>::view, parts<>, parts<>>{};
}
template <table_type Table>
constexpr auto delete_from(Table const&) {
    return delete_statement<typename table_facts<Table>::view, parts<>>{};
}

}  // namespace dovetail
