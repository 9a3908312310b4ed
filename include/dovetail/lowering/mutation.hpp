// SPDX-License-Identifier: BSL-1.0
// Text of INSERT, UPDATE and DELETE.
#pragma once

#include <dovetail/lowering/select.hpp>
#include <dovetail/statement/insert.hpp>
#include <dovetail/statement/raw.hpp>

namespace dovetail::detail {

constexpr void write_assigned_names(writer&, absent const*, bool&) {}
template <class Before, class Column, class Operand>
constexpr void write_assigned_names(writer& w, assigned_then<Before, assignment<Column, Operand>> const*, bool& first) {
    write_assigned_names(w, static_cast<Before const*>(nullptr), first);
    if (!first) w.put(", ");
    first = false;
    w.identifier(Column::name);
}

constexpr void write_assigned_values(writer&, absent const*, bool&) {}
template <class Before, class Column, class Operand>
constexpr void write_assigned_values(writer& w, assigned_then<Before, assignment<Column, Operand>> const*, bool& first) {
    write_assigned_values(w, static_cast<Before const*>(nullptr), first);
    if (!first) w.put(", ");
    first = false;
    write<Operand>(w);
}

constexpr void write_assignments(writer&, absent const*, bool&) {}
template <class Before, class Column, class Operand>
constexpr void write_assignments(writer& w, assigned_then<Before, assignment<Column, Operand>> const*, bool& first) {
    write_assignments(w, static_cast<Before const*>(nullptr), first);
    w.put(first ? " SET " : ", ");
    first = false;
    w.identifier(Column::name);
    w.put(" = ");
    write<Operand>(w);
}

template <class View, class Set>
constexpr void write_statement(writer& w, insert_statement<View, Set> const*) {
    using set = Set;
    w.put("INSERT INTO ");
    w.identifier(View::model::table);
    bool first = true;
    w.put(" (");
    write_assigned_names(w, static_cast<set const*>(nullptr), first);
    w.put(") VALUES (");
    first = true;
    write_assigned_values(w, static_cast<set const*>(nullptr), first);
    w.put(")");
}

/// The condition of an UPDATE or DELETE, which must be there.
template <class View, class Where>
constexpr void write_condition(writer& w, Where const*) {
    if (std::is_same_v<Where, absent>) w.note(rule::mutation_without_condition, View::name, "");
    write_where(w, static_cast<Where const*>(nullptr));
}

template <class View>
constexpr void write_target(writer& w) {
    w.identifier(View::model::table);
    if (!View::alias.view().empty()) {
        w.put(" AS ");
        w.identifier(View::alias);
    }
}

template <class View, class Set, class Where>
constexpr void write_statement(writer& w, update_statement<View, Set, Where> const*) {
    scope here{.source = View::name};
    w.current = &here;
    w.put("UPDATE ");
    write_target<View>(w);
    bool first = true;
    w.in = clause::where;      // an aggregate is as wrong in SET as it is in WHERE
    write_assignments(w, static_cast<Set const*>(nullptr), first);
    write_condition<View>(w, static_cast<Where const*>(nullptr));
    w.current = nullptr;
}

template <class View, class Where>
constexpr void write_statement(writer& w, delete_statement<View, Where> const*) {
    scope here{.source = View::name};
    w.current = &here;
    w.put("DELETE FROM ");
    write_target<View>(w);
    write_condition<View>(w, static_cast<Where const*>(nullptr));
    w.current = nullptr;
}

template <class Items, class Source, class Where, class Order, class Plan, select_flags Flags>
constexpr void write_statement(writer& w, select_statement<Items, Source, Where, Order, Plan, Flags> const*) {
    lower_select<select_statement<Items, Source, Where, Order, Plan, Flags>>::write(w, nullptr);
}

template <fixed_string Text, class Row, class... Values>
constexpr void write_statement(writer& w, raw_statement<Text, Row, Values...> const*) {
    w.put(Text);
}

}  // namespace dovetail::detail
