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
};

/// Assignments, as a chain.
template <class Before, class Assignment>
struct assigned_then {
    static constexpr unsigned parameters = Before::parameters + Assignment::parameters;
    Before before;
    Assignment assignment;
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

template <class View, class... Assignments>
constexpr void require_assignments() {
    static_assert((is_assignment<Assignments> && ...),
                  "dovetail: this takes assignments, such as users.username = \"x\" (one =)");
    static_assert(((!is_assignment<Assignments> || is_assignment_of<View, Assignments>) && ...),
                  "dovetail: this assigns a column of another table than the statement's");
}

template <class Before>
constexpr auto add_assignments(Before before) {
    return before;
}
template <class Before, class First, class... Rest>
constexpr auto add_assignments(Before before, First first, Rest... rest) {
    return add_assignments(assigned_then<Before, First>{std::move(before), std::move(first)}, std::move(rest)...);
}

}  // namespace detail

template <class View, class Set, class Where>
struct update_statement {
    static constexpr auto statement = statement_kind::update;
    using source = View;
    using set_type = Set;
    using where_type = Where;
    static constexpr unsigned parameters = Set::parameters + Where::parameters;
    [[no_unique_address]] Set assignments;
    [[no_unique_address]] Where condition;

    /// The columns that change: users.username = "x". Twice appends.
    template <class... Assignments>
    constexpr auto set(Assignments... given) const {
        detail::require_assignments<View, Assignments...>();
        auto all = detail::add_assignments(assignments, std::move(given)...);
        return update_statement<View, decltype(all), Where>{std::move(all), condition};
    }
    template <class... Conditions>
    constexpr auto where(Conditions&&... conditions) const {
        static_assert(!std::is_same_v<Where, every_row_condition>, "dovetail: all_rows() and where() exclude each other");
        auto all = detail::add_conditions(condition, std::forward<Conditions>(conditions)...);
        return update_statement<View, Set, decltype(all)>{assignments, std::move(all)};
    }
    constexpr auto all_rows() const { return update_statement<View, Set, every_row_condition>{assignments, {}}; }
};

template <class View, class Where>
struct delete_statement {
    static constexpr auto statement = statement_kind::delete_;
    using source = View;
    using where_type = Where;
    static constexpr unsigned parameters = Where::parameters;
    [[no_unique_address]] Where condition;

    template <class... Conditions>
    constexpr auto where(Conditions&&... conditions) const {
        static_assert(!std::is_same_v<Where, every_row_condition>, "dovetail: all_rows() and where() exclude each other");
        auto all = detail::add_conditions(condition, std::forward<Conditions>(conditions)...);
        return delete_statement<View, decltype(all)>{std::move(all)};
    }
    constexpr auto all_rows() const { return delete_statement<View, every_row_condition>{}; }
};

template <table_type Table>
constexpr auto update(Table const&) {
    return update_statement<typename table_facts<Table>::view, absent, absent>{};
}
template <table_type Table>
constexpr auto delete_from(Table const&) {
    return delete_statement<typename table_facts<Table>::view, absent>{};
}

}  // namespace dovetail
