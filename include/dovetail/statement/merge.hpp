// SPDX-License-Identifier: BSL-1.0
// MERGE: rows of a source change those of a table that they match, or become new ones (PostgreSQL 15).
//
//     dt::merge_into(stock).using_(delivered).on(stock.id == delivered[id])
//         .when_matched(delivered[count] == 0).do_delete()
//         .when_matched().do_update(stock.count = stock.count + delivered[count])
//         .when_not_matched().do_insert(stock.id = delivered[id], stock.count = delivered[count])
//
// For each row the first that fits is done. The result has row_count(), or rows by .returning(...) (PostgreSQL 17). SQLite's
// way is on_conflict().
#pragma once

#include <dovetail/statement/insert.hpp>

namespace dovetail {

enum class merge_step { nothing, update, delete_, insert };

/// WHEN MATCHED, or WHEN NOT MATCHED, AND Conditions THEN Action, of the assignments in Set.
template <bool Matched, merge_step Action, class Conditions, class Set = parts<>>
struct merge_when {
    static constexpr bool is_matched = Matched;
    static constexpr auto action = Action;
    using conditions = Conditions;
    using assignments = Set;
    using pieces = nodes<Conditions, Set>;
    static constexpr unsigned parameters = Conditions::parameters + Set::parameters;
};

namespace detail {
template <class Merge, class Conditions> struct matched_builder;
template <class Merge, class Conditions> struct not_matched_builder;

/// Whether a WHEN of this kind without conditions is among them, behind which nothing is left.
template <bool Matched, class... Whens>
inline constexpr bool decides_all = ((Whens::is_matched == Matched && std::is_same_v<typename Whens::conditions, parts<>>) || ...);

template <class... Conditions>
constexpr bool require_when_conditions() {
    static_assert(are_conditions<Conditions...>,
                  "dovetail: when_matched() and when_not_matched() take conditions, such as users.id == 1, or nothing");
    return are_conditions<Conditions...>;
}
}  // namespace detail

/// View is the table that changes, Source the other side.
template <class View, class Source, class On, class... Whens>
struct merge_statement {
    static constexpr auto statement = statement_kind::merge;
    using source = View;
    using merged = Source;
    using sources = parts<View, Source>;
    using conditions = On;
    using whens = parts<Whens...>;
    using pieces = nodes<Source, On, whens>;
    static constexpr unsigned parameters = Source::parameters + On::parameters + whens::parameters;
    [[no_unique_address]] bound_values<parameters> values{};

    /// What is done with a row that has a partner in the source, where these conditions hold, too.
    template <class... Conditions>
    constexpr auto when_matched(Conditions const&... given) const {
        return when<true, detail::matched_builder>(given...);
    }
    /// What is done with a row of the source that has none. Conditions and values are of the source's columns.
    template <class... Conditions>
    constexpr auto when_not_matched(Conditions const&... given) const {
        return when<false, detail::not_matched_builder>(given...);
    }
    /// What was done, a row for each that was changed, deleted or inserted: columns and expressions of both tables, of which
    /// this one's are as they are afterwards, or as they were in a deleted row; dt::merge_action(); or the table itself.
    /// PostgreSQL 17: before, the server refuses it (dt::error_category::syntax).
    template <class... Things>
    constexpr auto returning(Things const&... things) const {
        return detail::add_returning(*this, things...);
    }
    constexpr auto all_values() const { return values; }

private:
    template <bool Matched, template <class, class> class Builder, class... Conditions>
    constexpr auto when(Conditions const&... given) const {
        constexpr bool is_reached = !detail::decides_all<Matched, Whens...>;
        static_assert(is_reached, "dovetail: one before this takes every row, as it has no condition; let it be the last");
        if constexpr (detail::require_when_conditions<Conditions...>())
            return Builder<merge_statement, parts<Conditions...>>{values, detail::join(bound_values<0>{}, given.values...)};
        else return Builder<merge_statement, parts<>>{values, {}};
    }
};

namespace detail {

template <class Merge, bool Matched, merge_step Action, class Conditions, class Set>
struct merge_with_when;
template <class View, class Source, class On, class... Whens, bool Matched, merge_step Action, class Conditions, class Set>
struct merge_with_when<merge_statement<View, Source, On, Whens...>, Matched, Action, Conditions, Set> {
    using type = merge_statement<View, Source, On, Whens..., merge_when<Matched, Action, Conditions, Set>>;
};

/// The merge so far, and the conditions of its next step.
template <class Merge, class Conditions, bool Matched>
struct when_builder {
    bound_values<Merge::parameters> merge_values;
    [[no_unique_address]] bound_values<Conditions::parameters> condition_values;

    /// The row is left as it is, or is not inserted, and no later step is asked.
    constexpr auto do_nothing() const { return then<merge_step::nothing>(); }

protected:
    template <merge_step Action, class... Assignments>
    constexpr auto then(Assignments const&... given) const {
        return typename merge_with_when<Merge, Matched, Action, Conditions, parts<Assignments...>>::type{
            join(merge_values, condition_values, given.values...)};
    }
};

template <class Merge, class Conditions>
struct matched_builder : when_builder<Merge, Conditions, true> {
    /// The columns that change; values are of both tables.
    template <class... Assignments>
    constexpr auto do_update(Assignments const&... given) const {
        static_assert(sizeof...(Assignments) > 0, "dovetail: do_update() needs an assignment; do_nothing() changes nothing");
        if constexpr (require_assignments<typename Merge::source, Assignments...>())
            return this->template then<merge_step::update>(given...);
        else return this->do_nothing();
    }
    constexpr auto do_delete() const { return this->template then<merge_step::delete_>(); }
};

template <class Merge, class Conditions>
struct not_matched_builder : when_builder<Merge, Conditions, false> {
    /// The new row; columns that are not assigned get what the table says.
    template <class... Assignments>
    constexpr auto do_insert(Assignments const&... given) const {
        using view = typename Merge::source;
        if constexpr (require_assignments<view, Assignments...>()) {
            if constexpr (!left_out_finding<typename view::model, Assignments...>.ok())
                static_assert(verdict_of<left_out_finding<typename view::model, Assignments...>>::report());
            return this->template then<merge_step::insert>(given...);
        } else return this->do_nothing();
    }
};

template <class View, class Source>
struct merge_source {
    [[no_unique_address]] bound_values<Source::parameters> values{};

    /// Which rows are partners. Where a row has several, PostgreSQL refuses the statement.
    template <class... Conditions>
    constexpr auto on(Conditions const&... given) const {
        constexpr bool ok = sizeof...(Conditions) > 0 && are_conditions<Conditions...>;
        static_assert(ok, "dovetail: on() takes the conditions that connect the two tables, such as users.id == others.id");
        if constexpr (ok) return merge_statement<View, Source, parts<Conditions...>>{join(values, given.values...)};
        else return merge_statement<View, Source, parts<>>{values};
    }
};

template <class View>
struct merge_target {
    /// The source: a table or an alias, a subquery, CTE or values under a name.
    template <class Table>
    constexpr auto using_(Table const& table) const {
        constexpr bool ok = table_type<Table>;
        static_assert(ok, "dovetail: using_() takes a table, or a query that has a name, such as dt::subquery<\"name\">(query)");
        if constexpr (ok) {
            using source = typename table_facts<Table>::view;
            constexpr bool differ = std::string_view(View::name) != std::string_view(source::name);
            static_assert(verdict<differ ? rule::none : rule::table_twice>::report());
            return merge_source<View, source>{table_facts<Table>::values(table)};
        } else return merge_source<View, View>{};
    }
};

}  // namespace detail

/// See merge_action().
struct merge_action_call : operand<merge_action_call> {
    static constexpr auto kind = node_kind::merge_action;
    static constexpr unsigned parameters = 0;
    using type = text;
    [[no_unique_address]] bound_values<0> values{};
};
/// In the returning() of a MERGE, what was done with the row: "INSERT", "UPDATE" or "DELETE" (PostgreSQL 17).
constexpr auto merge_action() { return merge_action_call{}; }

template <table_type Table>
constexpr auto merge_into(Table const&) {
    constexpr bool is_derived = std::is_void_v<typename table_facts<Table>::view::model>;
    static_assert(!is_derived, "dovetail: merge_into() takes a table of the database; a query is its source, in using_()");
    if constexpr (!is_derived) static_assert(detail::require_table<typename table_facts<Table>::view::model>());
    return detail::merge_target<typename table_facts<Table>::view>{};
}

}  // namespace dovetail
