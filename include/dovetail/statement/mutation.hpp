// SPDX-License-Identifier: BSL-1.0
// UPDATE and DELETE of many rows at once.
//
//     dt::update(users).set(users.username = "x").where(users.id == 3)
//     dt::update(users).set(users.nickname = roles.name).from(roles).where(users.role_id == roles.id)
//     dt::delete_from(users).where(users.is_active == false)
//
// Both need a condition, or .all_rows(). The result has row_count().
#pragma once

#include <dovetail/expression/function.hpp>
#include <dovetail/statement/join.hpp>
#include <dovetail/statement/returning.hpp>

#include <utility>

namespace dovetail {

/// Stands for "every row", asked for by name.
struct every_row_condition {
    static constexpr unsigned parameters = 0;
    template <class...> using and_more = every_row_condition;
};

namespace detail {

template <class T>
inline constexpr bool is_assignment = requires { T::assigns; };
template <class View, class T>
inline constexpr bool is_assignment_of = false;
template <class View, class T>
    requires is_assignment<T>
inline constexpr bool is_assignment_of<View, T> = std::is_same_v<typename T::column::source::model, typename View::model>;
/// Whether it may be left out at run time; <dovetail/sql.hpp>.
template <class T>
inline constexpr bool is_optional_assignment = requires { T::may_be_left_out; };

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

/// Sources with another table joined to the last one.
template <join_kind Kind, class Given, class First, class... Rest, class... Done>
constexpr auto join_last(parts<Done...>, parts<First, Rest...>) {
    if constexpr (sizeof...(Rest) > 0) return join_last<Kind, Given>(parts<Done..., First>{}, parts<Rest...>{});
    else return parts<Done..., typename Given::template made<First, Kind>::source>{};
}
/// What join() is given, for a source that is found later.
template <class Target, class... Rest>
struct given_join {
    template <class Source, join_kind Kind>
    static constexpr auto make(Target const& target, Rest const&... rest) {
        if constexpr (table_type<Target> && sizeof...(Rest) > 0 && are_conditions<Rest...>) {
            auto const values = detail::join(table_facts<Target>::values(target), rest.values...);
            using source = joined<Source, Kind, typename table_facts<Target>::view, parts<Rest...>>;
            return made_source<source, std::remove_const_t<decltype(values)>>{values};
        } else return make_join<Source, Kind, join_mode::plain>(target, rest...);
    }
    template <class Source, join_kind Kind>
    using made = decltype(make<Source, Kind>(std::declval<Target const&>(), std::declval<Rest const&>()...));
};
}  // namespace detail

/// From: the sources of further tables, a view or several that are joined.
template <class View, class Set, class Where, class... From>
struct update_statement {
    static constexpr auto statement = statement_kind::update;
    using source = View;
    using sources = parts<View, From...>;
    using assignments = Set;
    using conditions = Where;
    using pieces = nodes<Set, From..., Where>;
    static constexpr unsigned from_parameters = (From::parameters + ... + 0u);
    static constexpr unsigned parameters = Set::parameters + from_parameters + Where::parameters;
    [[no_unique_address]] bound_values<Set::parameters> set_values{};
    [[no_unique_address]] bound_values<from_parameters> from_values{};
    [[no_unique_address]] bound_values<Where::parameters> where_values{};

    /// The columns that change: users.username = "x". Twice appends.
    template <class... Assignments>
    constexpr auto set(Assignments const&... given) const {
        if constexpr (detail::require_assignments<View, Assignments...>())
            return update_statement<View, typename Set::template and_more<Assignments...>, Where, From...>{
                detail::join(set_values, given.values...), from_values, where_values};
        else return *this;
    }
    /// Tables whose columns set() and where() may name; where() connects them with the one that is changed. A row that is found
    /// several times is changed once.
    template <table_type... Tables>
    constexpr auto from(Tables const&... tables) const {
        return update_statement<View, Set, Where, From..., typename table_facts<Tables>::view...>{
            set_values, detail::join(from_values, table_facts<Tables>::values(tables)...), where_values};
    }
    /// Another table beside the last one of from(), as in a select. The conditions cannot name the table that is changed: where() can.
    template <class... Given>
    constexpr auto join(Given const&... given) const { return add_join<join_kind::inner>(given...); }
    template <class... Given>
    constexpr auto left_join(Given const&... given) const { return add_join<join_kind::left>(given...); }
    template <class... Conditions>
    constexpr auto where(Conditions const&... given) const {
        if constexpr (detail::require_conditions<Where, Conditions...>())
            return update_statement<View, Set, typename Where::template and_more<Conditions...>, From...>{
                set_values, from_values, detail::join(where_values, given.values...)};
        else return all_rows();
    }
    constexpr auto all_rows() const { return update_statement<View, Set, every_row_condition, From...>{set_values, from_values, {}}; }
    /// What the changed rows are afterwards: columns and expressions, or the table itself.
    template <class... Things>
    constexpr auto returning(Things const&... things) const {
        return detail::add_returning(*this, things...);
    }
    constexpr auto all_values() const { return detail::join(set_values, from_values, where_values); }

private:
    template <join_kind Kind, class... Given>
    constexpr auto add_join(Given const&... given) const {
        constexpr bool has_from = sizeof...(From) > 0;
        static_assert(has_from, "dovetail: an UPDATE joins tables with those of from(table); write that before");
        if constexpr (has_from) {
            using last = detail::last_of<From...>;
            auto const made = detail::given_join<Given...>::template make<last, Kind>(given...);
            return with_sources(detail::join_last<Kind, detail::given_join<Given...>>(parts<>{}, parts<From...>{}),
                                detail::join(from_values, made.values));
        } else return *this;
    }
    template <class... Sources, class Values>
    constexpr auto with_sources(parts<Sources...>, Values const& values) const {
        return update_statement<View, Set, Where, Sources...>{set_values, values, where_values};
    }
};

/// Using: the views of further tables.
template <class View, class Where, class... Using>
struct delete_statement {
    static constexpr auto statement = statement_kind::delete_;
    using source = View;
    using sources = parts<View, Using...>;
    using conditions = Where;
    using pieces = nodes<Using..., Where>;
    static constexpr unsigned using_parameters = (Using::parameters + ... + 0u);
    static constexpr unsigned parameters = using_parameters + Where::parameters;
    [[no_unique_address]] bound_values<using_parameters> using_values{};
    [[no_unique_address]] bound_values<Where::parameters> where_values{};

    /// Tables whose columns where() may name (PostgreSQL; elsewhere, in_() or exists() of a select says the same).
    template <table_type... Tables>
    constexpr auto using_(Tables const&... tables) const {
        return delete_statement<View, Where, Using..., typename table_facts<Tables>::view...>{
            detail::join(using_values, table_facts<Tables>::values(tables)...), where_values};
    }
    template <class... Conditions>
    constexpr auto where(Conditions const&... given) const {
        if constexpr (detail::require_conditions<Where, Conditions...>())
            return delete_statement<View, typename Where::template and_more<Conditions...>, Using...>{
                using_values, detail::join(where_values, given.values...)};
        else return all_rows();
    }
    constexpr auto all_rows() const { return delete_statement<View, every_row_condition, Using...>{using_values, {}}; }
    /// What the deleted rows were: columns and expressions, or the table itself.
    template <class... Things>
    constexpr auto returning(Things const&... things) const {
        return detail::add_returning(*this, things...);
    }
    constexpr auto all_values() const { return detail::join(using_values, where_values); }
};

namespace detail {
/// A mutation of what is no table: what follows is no second error.
struct mutation_after_error : after_error {
    template <class... Given> constexpr mutation_after_error set(Given&&...) const { return {}; }
    template <class... Given> constexpr mutation_after_error values(Given&&...) const { return {}; }
    template <class... Given> constexpr mutation_after_error columns(Given&&...) const { return {}; }
    template <class... Given> constexpr mutation_after_error from(Given&&...) const { return {}; }
    template <class... Given> constexpr mutation_after_error join(Given&&...) const { return {}; }
    template <class... Given> constexpr mutation_after_error left_join(Given&&...) const { return {}; }
    template <class... Given> constexpr mutation_after_error using_(Given&&...) const { return {}; }
    template <class... Given> constexpr mutation_after_error where(Given&&...) const { return {}; }
    template <class... Given> constexpr mutation_after_error returning(Given&&...) const { return {}; }
    constexpr mutation_after_error default_values() const { return {}; }
    constexpr mutation_after_error all_rows() const { return {}; }
};
}  // namespace detail

template <class Table>
constexpr auto update(Table const&) {
    constexpr bool ok = table_type<Table>;
    static_assert(ok, "dovetail: update() takes a table, such as users");
    if constexpr (ok) {
        static_assert(detail::require_table<typename table_facts<Table>::view::model>());
        return update_statement<typename table_facts<Table>::view, parts<>, parts<>>{};
    } else return detail::mutation_after_error{};
}
template <class Table>
constexpr auto delete_from(Table const&) {
    constexpr bool ok = table_type<Table>;
    static_assert(ok, "dovetail: delete_from() takes a table, such as users");
    if constexpr (ok) {
        static_assert(detail::require_table<typename table_facts<Table>::view::model>());
        return delete_statement<typename table_facts<Table>::view, parts<>>{};
    } else return detail::mutation_after_error{};
}

}  // namespace dovetail
