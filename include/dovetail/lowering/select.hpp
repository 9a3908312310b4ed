// SPDX-License-Identifier: BSL-1.0
// Text of SELECT, plain and with loaded relationships.
//
// LIMIT, OFFSET and DISTINCT choose parents, not joined rows: with a collection in the plan they move into a
// subquery that carries the table's own name, so that the outer ORDER BY is the inner one again.
#pragma once

#include <dovetail/lowering/expression.hpp>
#include <dovetail/lowering/joins.hpp>
#include <dovetail/statement/select.hpp>

namespace dovetail::detail {

constexpr void write_orders(writer&, absent const*, bool&) {}
template <class Before, class Term>
constexpr void write_orders(writer& w, order_then<Before, Term> const* order, bool& first) {
    write_orders(w, order ? &order->before : static_cast<Before const*>(nullptr), first);
    w.put(first ? " ORDER BY " : ", ");
    first = false;
    write<Term>(w, order ? &order->term : nullptr);
}

template <class First, class... Rest>
constexpr void write_items(writer& w, selected_columns<First, Rest...> const* items) {
    write<First>(w, items ? &items->first : nullptr);
    if constexpr (sizeof...(Rest) > 0) {
        w.put(", ");
        write_items(w, items ? &items->rest : static_cast<selected_columns<Rest...> const*>(nullptr));
    }
}

template <class Where>
constexpr void write_where(writer& w, Where const* condition) {
    if constexpr (expression<Where>) {
        w.put(" WHERE ");
        w.in = clause::where;
        write<Where>(w, condition);
        w.in = clause::other;
    }
}

template <class View>
constexpr void write_source(writer& w) {
    w.put(" FROM ");
    w.identifier(View::model::table);
    if (!View::alias.view().empty()) {
        w.put(" AS ");
        w.identifier(View::alias);
    }
}

template <class S>
struct lower_select {
    using items = typename S::items_type;
    using source = typename S::source;
    using model = typename source::model;
    using loads = lower_loads<model, typename S::load_plan>;

    static constexpr void write(writer& w, S const* s) {
        scope here{.outer = w.current};
        if constexpr (!std::is_void_v<model>) here.source = source::name;
        else w.note(rule::select_without_from, "", "");
        auto* const outer_scope = w.current;
        auto const outer_clause = w.in;
        auto const outer_aggregate = w.inside_aggregate;
        w.current = &here;
        w.inside_aggregate = false;
        if constexpr (items::is_entity) write_entity(w, s);
        else write_columns_only(w, s);
        w.current = outer_scope;
        w.in = outer_clause;
        w.inside_aggregate = outer_aggregate;
    }

private:
    static constexpr void order(writer& w, S const* s, bool& first) {
        w.in = clause::order;
        write_orders(w, s ? &s->order : static_cast<typename S::order_type const*>(nullptr), first);
        w.in = clause::other;
    }
    static constexpr void where(writer& w, S const* s) {
        write_where(w, s ? &s->condition : static_cast<typename S::where_type const*>(nullptr));
    }
    static constexpr void limits(writer& w) {
        if (S::flags.limit) {
            w.put(" LIMIT ");
            w.parameter();
        } else if (S::flags.offset && w.dialect.limit_needed_for_offset) {
            w.put(" LIMIT ");
            w.put(w.dialect.no_limit);
        }
        if (S::flags.offset) {
            w.put(" OFFSET ");
            w.parameter();
        }
    }
    static constexpr void lock(writer& w) {
        if (!S::flags.for_update) return;
        if (!w.dialect.for_update) w.cannot("SELECT ... FOR UPDATE");
        w.put(" FOR UPDATE");
    }

    static constexpr void write_columns_only(writer& w, S const* s) {
        w.put(S::flags.distinct ? "SELECT DISTINCT " : "SELECT ");
        w.in = clause::select;
        write_items(w, s ? &s->items : static_cast<items const*>(nullptr));
        w.in = clause::other;
        bool const grouped = w.current->saw_aggregate;
        if (grouped && !w.current->plain_column.empty())
            w.note(rule::column_beside_aggregate, w.current->plain_table, w.current->plain_column);
        if constexpr (!std::is_void_v<model>) write_source<source>(w);
        w.current->plain_column = {};
        where(w, s);
        w.current->plain_column = {};
        bool first = true;
        order(w, s, first);
        if (grouped && !w.current->plain_column.empty())
            w.note(rule::column_beside_aggregate, w.current->plain_table, w.current->plain_column);
        limits(w);
        lock(w);
    }

    static constexpr void write_entity(writer& w, S const* s) {
        alias_path const root{nullptr, source::name};
        w.put(S::flags.distinct && !S::is_wrapped ? "SELECT DISTINCT " : "SELECT ");
        write_columns<model>(w, root);
        loads::columns(w, root);
        bool first = true;
        if constexpr (S::is_wrapped) {
            w.put(S::flags.distinct ? " FROM (SELECT DISTINCT " : " FROM (SELECT ");
            write_columns<model>(w, root);
            write_source<source>(w);
            where(w, s);
            order(w, s, first);
            limits(w);
            w.put(") AS ");
            w.identifier(source::name);
            loads::joins(w, root);
            first = true;
            order(w, s, first);
            order_loads(w, root, first);
        } else {
            write_source<source>(w);
            loads::joins(w, root);
            where(w, s);
            order(w, s, first);
            order_loads(w, root, first);
            limits(w);
        }
        if (w.current->saw_aggregate) w.note(rule::column_beside_aggregate, source::name, model::columns[0].name);
        lock(w);
    }
    /// A collection's own order stands behind the query's. Where the query has none, the parents keep the order of
    /// their keys, so that they do not come in the order of their first child.
    static constexpr void order_loads(writer& w, alias_path const& root, bool& first) {
        if constexpr (loads::ordered) {
            if (first) {
                for (auto column : model::key_columns) {
                    w.put(first ? " ORDER BY " : ", ");
                    first = false;
                    root.column(w, model::columns[column].name);
                }
            }
            loads::orders(w, root, first);
        }
    }
};

template <class Query>
constexpr void write_subquery(writer& w, Query const* query) {
    w.put("(");
    lower_select<Query>::write(w, query);
    w.put(")");
}

}  // namespace dovetail::detail
