// SPDX-License-Identifier: BSL-1.0
// Text of INSERT, UPDATE and DELETE.
#pragma once

#include <dovetail/lowering/insert_rows.hpp>
#include <dovetail/lowering/raw.hpp>
#include <dovetail/lowering/select.hpp>
#include <dovetail/statement/insert.hpp>
#include <dovetail/statement/raw.hpp>

namespace dovetail::detail {

template <class... Assignments>
constexpr void write_names_and_values(writer& w, parts<Assignments...> const*) {
    bool first = true;
    ((w.put(first ? " (" : ", "), first = false, w.identifier(Assignments::column::name)), ...);
    w.put(") VALUES ");
    first = true;
    ((w.put(first ? "(" : ", "), first = false, write<typename Assignments::operand>(w)), ...);
    w.put(")");
}

template <class... Assignments>
constexpr void write_assignments(writer& w, parts<Assignments...> const*) {
    bool first = true;
    ((w.put(first ? " SET " : ", "), first = false, w.identifier(Assignments::column::name), w.put(" = "),
      write<typename Assignments::operand>(w)),
     ...);
}

/// The condition of an UPDATE or DELETE, which must be there.
template <class View, class Where>
constexpr void write_condition(writer& w) {
    if (std::is_same_v<Where, parts<>>) w.note(rule::mutation_without_condition, View::name, "");
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

template <class S>
constexpr void write_statement(writer& w) {
    if constexpr (S::statement == statement_kind::select) lower_select<S>::write(w);
    else if constexpr (S::statement == statement_kind::raw) write_raw<S>(w);
    else if constexpr (S::statement == statement_kind::insert_rows) {
        if (w.dialect.rows_as_arrays) write_insert_arrays<typename S::source::model, false>(w);
        else write_insert_rows<typename S::source::model, 1>(w);
    }
    else {
        using view = typename S::source;
        scope here{.source = view::name};
        w.current = &here;
        if constexpr (S::statement == statement_kind::insert) {
            w.put("INSERT INTO ");
            w.identifier(view::model::table);
            write_names_and_values(w, static_cast<typename S::assignments const*>(nullptr));
        } else if constexpr (S::statement == statement_kind::update) {
            w.put("UPDATE ");
            write_target<view>(w);
            w.in = clause::where;      // an aggregate is as wrong in SET as it is in WHERE
            write_assignments(w, static_cast<typename S::assignments const*>(nullptr));
            write_condition<view, typename S::conditions>(w);
        } else {
            w.put("DELETE FROM ");
            write_target<view>(w);
            write_condition<view, typename S::conditions>(w);
        }
        w.current = nullptr;
    }
}

}  // namespace dovetail::detail
