// SPDX-License-Identifier: BSL-1.0
// Text of INSERT, UPDATE and DELETE.
#pragma once

#include <dovetail/lowering/changed_tables.hpp>
#include <dovetail/lowering/insert_rows.hpp>
#include <dovetail/lowering/raw.hpp>
#include <dovetail/lowering/select.hpp>
#include <dovetail/statement/insert.hpp>
#include <dovetail/statement/raw.hpp>

namespace dovetail::detail {

/// Whether an assignment that may be left out stands in the text; if not, its values are passed over. (Most cannot be, and
/// need not be asked.)
template <class Assignment>
constexpr bool begins_optional_assignment(writer& w) {
    if (w.chosen == nullptr) {
        w.has_choices = true;
        ++w.parameters;
    } else if (w.chosen->take().as_integer() == 0) {
        w.chosen->skip(Assignment::parameters - 1);
        return false;
    }
    return true;
}
constexpr void require_an_assignment(bool there_is) {
    if (!there_is)
        throw error(error_category::usage, "dovetail: every assignment of this statement is left out, so there is nothing to "
                                           "store; do not execute it then");
}

/// `at` is the assignment's first value, where one may be left out.
template <class Assignment>
constexpr void write_assigned_name(writer& w, bound_value const*& at, bool& first) {
    if (at != nullptr) {
        bool const left_out = is_optional_assignment<Assignment> && at->as_integer() == 0;
        at += Assignment::parameters;
        if (left_out) return;
    }
    w.put(first ? " (" : ", ");
    first = false;
    w.identifier(Assignment::column::name);
}
template <class Assignment>
constexpr void write_assigned_value(writer& w, bool& first) {
    if constexpr (is_optional_assignment<Assignment>)
        if (!begins_optional_assignment<Assignment>(w)) return;
    w.put(first ? "(" : ", ");
    first = false;
    write<typename Assignment::operand>(w);
}
/// (columns) VALUES (values), in which no column can stand.
template <class... Assignments>
constexpr void write_names_and_values(writer& w, parts<Assignments...> const*) {
    bool first = true;
    bound_value const* at = w.chosen ? w.chosen->next() : nullptr;
    (write_assigned_name<Assignments>(w, at, first), ...);
    require_an_assignment(!first);
    w.put(") VALUES ");
    first = true;
    (write_assigned_value<Assignments>(w, first), ...);
    w.put(")");
}
constexpr void write_names_and_values(writer& w, parts<> const*) { w.put(" DEFAULT VALUES"); }

template <class Assignment>
constexpr void write_assignment(writer& w, bool& first) {
    if constexpr (is_optional_assignment<Assignment>)
        if (!begins_optional_assignment<Assignment>(w)) return;
    w.put(first ? " SET " : ", ");
    first = false;
    w.identifier(Assignment::column::name);
    w.put(" = ");
    write<typename Assignment::operand>(w);
}
template <class... Assignments>
constexpr void write_assignments(writer& w, parts<Assignments...> const*) {
    bool first = true;
    w.in = clause::where;      // an aggregate is as wrong in SET as it is in WHERE
    (write_assignment<Assignments>(w, first), ...);
    require_an_assignment(!first || sizeof...(Assignments) == 0);
    w.in = clause::other;
}

template <class... Columns>
constexpr void write_column_names(writer& w, parts<Columns...> const*) {
    bool first = true;
    ((w.put(first ? " (" : ", "), first = false, w.identifier(Columns::name)), ...);
    w.put(")");
}

/// The condition of an UPDATE or DELETE, which must be there.
template <class View, class Where>
constexpr void write_condition(writer& w) {
    if (std::is_same_v<Where, parts<>>) w.note(rule::mutation_without_condition, View::name, "");
    bool const has_condition = write_conditions(w, clause::where, " WHERE ", static_cast<Where const*>(nullptr));
    if (w.chosen != nullptr && !has_condition && !std::is_same_v<Where, every_row_condition>)
        throw error(error_category::usage, "dovetail: every condition of this UPDATE or DELETE is left out, so it would change "
                                           "every row; say .all_rows() where that is meant");
}

/// WHERE, which connects a table of FROM with others. (A derived table may be one row, and is its author's to connect.)
template <class Target, class Where, class... Others>
constexpr void write_connecting_condition(writer& w, parts<Target, Others...> const*) {
    if constexpr (sizeof...(Others) > 0 && !std::is_same_v<Where, every_row_condition> && !std::is_same_v<Where, parts<>>) {
        constexpr bool has_tables = (!std::is_void_v<typename Others::model> && ...);
        w.joining = &w.current->sources[1];
        w.saw_joined = w.saw_others = false;
        write_condition<Target, Where>(w);
        if (has_tables && !(w.saw_joined && w.saw_others)) w.note(rule::source_not_connected, "", w.joining->name);
        w.joining = nullptr;
    } else write_condition<Target, Where>(w);
}

template <class S>
constexpr void write_upsert(writer& w);

/// INSERT, UPDATE, DELETE, as far as RETURNING.
template <class S>
constexpr void write_change(writer& w) {
    using view = typename S::source;
    if constexpr (S::statement == statement_kind::insert) {
        w.put("INSERT INTO ");
        lower_view<view>::write(w);
        w.in = clause::where;
        write_names_and_values(w, static_cast<typename S::assignments const*>(nullptr));
        w.in = clause::other;
    } else if constexpr (S::statement == statement_kind::insert_query) {
        w.put("INSERT INTO ");
        lower_view<view>::write(w);
        write_column_names(w, static_cast<typename S::columns const*>(nullptr));
        w.put(" ");
        write_statement<typename S::query_type>(w);
    } else if constexpr (S::statement == statement_kind::upsert) write_upsert<S>(w);
    else {
        using sources = typename S::sources;
        among(w, static_cast<sources const*>(nullptr), [&] {
            if constexpr (S::statement == statement_kind::update) {
                w.put("UPDATE ");
                lower_view<view>::write(w);
                write_assignments(w, static_cast<typename S::assignments const*>(nullptr));
                write_others(w, " FROM ", static_cast<sources const*>(nullptr));
            } else {
                w.put("DELETE FROM ");
                lower_view<view>::write(w);
                if (!std::is_same_v<sources, parts<view>> && !w.dialect.delete_using) w.cannot("DELETE ... USING");
                write_others(w, " USING ", static_cast<sources const*>(nullptr));
            }
            write_connecting_condition<view, typename S::conditions>(w, static_cast<sources const*>(nullptr));
        });
    }
}

/// Whether ON behind this select would be taken for a join's condition, as it ends in its table's name.
template <class Insert>
constexpr bool ends_in_table() {
    if constexpr (Insert::statement != statement_kind::insert_query) return false;
    else if constexpr (Insert::query_type::statement != statement_kind::select) return false;
    else {
        using query = typename Insert::query_type;
        return std::is_same_v<typename query::conditions, parts<>> && std::is_same_v<typename query::order, parts<>> &&
               !query::flags.limit && !query::flags.offset && !std::is_same_v<typename query::source, no_source>;
    }
}

/// The terms of a unique index, for ON CONFLICT; lowering/index.hpp.
template <class Model, fixed_string Name>
struct lower_conflicting_index;

template <class View, class... Columns>
constexpr void write_conflict_target(writer& w, parts<Columns...> const* columns) {
    if constexpr (sizeof...(Columns) > 0) write_column_names(w, columns);
}
template <class View, fixed_string Name>
constexpr void write_conflict_target(writer& w, parts<named_conflict<Name>> const*) {
    constexpr bool is_included = requires { sizeof(lower_conflicting_index<typename View::model, Name>); };
    static_assert(is_included, "dovetail: on_conflict() of an index needs #include <dovetail/sql.hpp>");
    if constexpr (is_included) lower_conflicting_index<typename View::model, Name>::write(w);
}
/// ON CONFLICT of an INSERT into View.
template <class View, class Conflict>
constexpr void write_conflict(writer& w) {
    w.put(" ON CONFLICT");
    write_conflict_target<View>(w, static_cast<typename Conflict::target const*>(nullptr));
    if constexpr (std::is_same_v<typename Conflict::assignments, parts<>>) w.put(" DO NOTHING");
    else {
        using new_row = expression_view<typename View::model, "excluded">;
        among(w, static_cast<parts<View, new_row> const*>(nullptr), [&] {
            w.put(" DO UPDATE");
            write_assignments(w, static_cast<typename Conflict::assignments const*>(nullptr));
            write_conditions(w, clause::where, " WHERE ", static_cast<typename Conflict::conditions const*>(nullptr));
        });
    }
}
template <class S>
constexpr void write_upsert(writer& w) {
    write_change<typename S::insert_type>(w);
    if (ends_in_table<typename S::insert_type>()) w.put(" WHERE TRUE");
    write_conflict<typename S::source, S>(w);
}

/// The tables whose columns RETURNING may name.
template <class S>
constexpr auto returned_tables() {
    if constexpr (requires { typename S::sources; }) return static_cast<typename S::sources const*>(nullptr);
    else return static_cast<parts<typename S::source> const*>(nullptr);
}
template <class... Selected>
constexpr void write_returned(writer& w, selected_columns<Selected...> const* items) {
    write_items(w, items);
    if (w.current->saw_aggregate) w.cannot("an aggregate in RETURNING");
}
template <class View>
constexpr void write_returned(writer& w, selected_entity<View> const*) {
    write_columns<typename View::model>(w, alias_path{nullptr, View::name});
}
/// RETURNING, behind a statement that changes tables.
template <class S, class Changed>
constexpr void write_returned_items(writer& w) {
    using view = typename S::source;
    w.put(" RETURNING ");
    auto const* const items = static_cast<typename S::items const*>(nullptr);
    auto const before = w.found;
    if (w.dialect.returning_any_table)
        among(w, returned_tables<Changed>(), [&] {
            w.current->of_merge = Changed::statement == statement_kind::merge;
            write_returned(w, items);
        });
    else {
        among(w, static_cast<parts<view> const*>(nullptr), [&] { write_returned(w, items); });
        constexpr bool has_others = !std::is_same_v<decltype(returned_tables<Changed>()), parts<view> const*>;
        if (has_others && before.ok() && w.found.broken == rule::column_not_in_from) {
            w.found = before;
            w.cannot("RETURNING of another table's columns");
        }
        if (!view::alias.view().empty()) w.cannot("RETURNING of a table under an alias");
    }
}
template <class S>
constexpr void write_change_returning(writer& w) {
    write_statement<typename S::base_statement>(w);
    write_returned_items<S, typename S::base_statement>(w);
}

/// What stands behind the new rows of an INSERT: ON CONFLICT, RETURNING what it asks for.
template <class S>
constexpr void write_behind_rows(writer& w) {
    if constexpr (!std::is_same_v<typename S::conflict_type, absent>) write_conflict<typename S::source, typename S::conflict_type>(w);
    if constexpr (requires { typename S::items; }) write_returned_items<S, S>(w);
}
/// INSERT of new rows with more behind them: of one row, or of any number whose keys the database makes.
template <class S>
constexpr void write_rows_and_more(writer& w) {
    using view = typename S::source;
    if (!view::alias.view().empty()) w.cannot("new rows of a table under an alias");
    if (w.dialect.rows_as_arrays) write_rows_of_arrays<typename view::model, false>(w);
    else write_rows_of_values<typename view::model, 1>(w);
    write_behind_rows<S>(w);
}

/// Kinds of statements that have a header of their own.
template <statement_kind Kind>
struct lower_statement {};

template <class S>
constexpr void write_statement(writer& w) {
    if constexpr (S::statement == statement_kind::select) lower_select<S>::write(w);
    else if constexpr (S::statement == statement_kind::raw) write_raw<S>(w);
    else if constexpr (S::statement == statement_kind::insert_rows) {
        if constexpr (has_more_behind_rows<S>) write_rows_and_more<S>(w);
        else if (w.dialect.rows_as_arrays) write_insert_arrays<typename S::source::model, false>(w);
        else write_insert_rows<typename S::source::model, 1>(w);
    } else if constexpr (S::statement == statement_kind::returning) write_change_returning<S>(w);
    else if constexpr (requires { lower_statement<S::statement>::template write<S>(w); })
        lower_statement<S::statement>::template write<S>(w);
    else write_change<S>(w);
}

}  // namespace dovetail::detail
