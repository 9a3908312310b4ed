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

template <class... Terms>
constexpr void write_orders(writer& w, parts<Terms...> const*, bool& first) {
    w.in = clause::order;
    ((w.put(first ? " ORDER BY " : ", "), first = false, write<Terms>(w)), ...);
    w.in = clause::other;
}

template <class First, class... Rest>
constexpr void write_items(writer& w, selected_columns<First, Rest...> const*) {
    w.in = clause::select;
    write<First>(w);
    ((w.put(", "), write<Rest>(w)), ...);
    w.in = clause::other;
}

constexpr void write_where(writer&, void const*) {}
template <class First, class... Rest>
constexpr void write_where(writer& w, parts<First, Rest...> const*) {
    w.put(" WHERE ");
    w.in = clause::where;
    constexpr int inside = sizeof...(Rest) == 0 ? 0 : by_and;
    write<First>(w, inside);
    ((w.put(" AND "), write<Rest>(w, inside)), ...);
    w.in = clause::other;
}

template <class View>
constexpr void write_source(writer& w) {
    w.put(" FROM ");
    write_table<typename View::model>(w);
    if (!View::alias.view().empty()) {
        w.put(" AS ");
        w.identifier(View::alias);
    }
}

/// SELECT columns FROM table JOINs: all that depends on the table and the plan only, so that statements share it.
template <class View, class Plan>
constexpr void write_entity_head(writer& w) {
    using loads = lower_loads<typename View::model, Plan>;
    alias_path const root{nullptr, View::name};
    w.put("SELECT ");
    write_columns<typename View::model>(w, root);
    loads::columns(w, root);
    write_source<View>(w);
    loads::joins(w, root);
}

template <class Term>
struct ordered {
    using type = Term;
};
template <class Operand, bool Descending, nulls_order Nulls>
struct ordered<order_term<Operand, Descending, Nulls>> {
    using type = Operand;
};
/// Whether rows are ordered by what is selected only. Two parameters are never known to be one value.
template <class Term, class View>
constexpr bool is_selected(selected_entity<View> const*) {
    if constexpr (requires { typename Term::source; }) return std::is_same_v<typename Term::source, View>;
    else return false;
}
template <class Term, class... Selected>
constexpr bool is_selected(selected_columns<Selected...> const*) {
    return Term::parameters == 0 && (std::is_same_v<Term, Selected> || ...);
}
template <class Items, class... Terms>
constexpr bool orders_selected(parts<Terms...> const*) {
    return (is_selected<typename ordered<Terms>::type>(static_cast<Items const*>(nullptr)) && ...);
}

template <class S>
struct lower_select {
    using items = typename S::items;
    using source = typename S::source;
    using model = typename source::model;
    using loads = lower_loads<model, typename S::load_plan>;
    /// Whether the text is write_entity_head's, and then write_tail's.
    static constexpr bool has_shared_head = items::is_entity && !S::is_wrapped && !S::flags.distinct;

    static constexpr void write(writer& w) {
        in_scope(w, [](writer& inner) {
            if constexpr (has_shared_head) {
                write_entity_head<source, typename S::load_plan>(inner);
                after_head(inner);
            } else if constexpr (items::is_entity) write_entity(inner);
            else write_columns_only(inner);
        });
    }
    /// What follows the shared head.
    static constexpr void write_tail(writer& w) { in_scope(w, after_head); }

private:
    /// Subqueries and sequences are selected without a table.
    template <class... Selected>
    static constexpr bool needs_no_table(selected_columns<Selected...> const*) {
        return ((Selected::kind == node_kind::scalar_subquery || Selected::kind == node_kind::sequence) && ...);
    }
    static constexpr void in_scope(writer& w, void (*body)(writer&)) {
        scope here{.outer = w.current};
        if constexpr (!std::is_void_v<model>) here.source = source::name;
        else if (!needs_no_table(static_cast<items const*>(nullptr))) w.note(rule::select_without_from, "", "");
        auto* const outer_scope = w.current;
        auto const outer_clause = w.in;
        auto const outer_aggregate = w.inside_aggregate;
        w.current = &here;
        w.inside_aggregate = false;
        body(w);
        w.current = outer_scope;
        w.in = outer_clause;
        w.inside_aggregate = outer_aggregate;
    }
    static constexpr void after_head(writer& w) {
        where(w);
        bool first = true;
        order(w, first);
        order_loads(w, first);
        finish_entity(w);
    }
    static constexpr void order(writer& w, bool& first) {
        write_orders(w, static_cast<typename S::order const*>(nullptr), first);
    }
    static constexpr void where(writer& w) { write_where(w, static_cast<typename S::conditions const*>(nullptr)); }
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
        if (!S::flags.lock_rows()) return;
        if (!w.dialect.for_update) w.cannot(S::flags.for_share ? "SELECT ... FOR SHARE" : "SELECT ... FOR UPDATE");
        if (w.current->saw_aggregate || is_distinct(w)) w.cannot("FOR UPDATE of rows that are put together");
        w.put(S::flags.for_share ? " FOR SHARE" : " FOR UPDATE");
        if constexpr (items::is_entity && !std::is_same_v<typename S::load_plan, plan<>>) {
            w.put(" OF ");              // what is joined by an outer join cannot be locked
            w.identifier(source::name);
        }
        if (S::flags.skip_locked) w.put(" SKIP LOCKED");
        if (S::flags.nowait) w.put(" NOWAIT");
    }
    /// Whether DISTINCT is written. Where it limits what rows can be ordered by, it is left out of what is distinct
    /// by its key.
    static constexpr bool is_distinct(writer const& w) {
        if constexpr (!S::flags.distinct) return false;
        else if constexpr (items::is_entity) return !w.dialect.distinct_orders_selected || model::key_count == 0;
        else return true;
    }
    static constexpr void select(writer& w) {
        w.put(is_distinct(w) ? "SELECT DISTINCT " : "SELECT ");
        if constexpr (S::flags.distinct)
            if (is_distinct(w) && w.dialect.distinct_orders_selected &&
                !orders_selected<items>(static_cast<typename S::order const*>(nullptr)))
                w.cannot("SELECT DISTINCT ordered by what is not selected");
    }
    static constexpr void finish_entity(writer& w) {
        if (!S::is_wrapped) limits(w);
        if (w.current->saw_aggregate) w.note(rule::column_beside_aggregate, source::name, model::columns[0].name);
        lock(w);
    }

    static constexpr void write_columns_only(writer& w) {
        select(w);
        write_items(w, static_cast<items const*>(nullptr));
        bool const grouped = w.current->saw_aggregate;
        auto const refuse_plain_column = [&] {
            if (grouped && !w.current->plain_column.empty())
                w.note(rule::column_beside_aggregate, w.current->plain_table, w.current->plain_column);
        };
        refuse_plain_column();
        if constexpr (!std::is_void_v<model>) write_source<source>(w);
        where(w);
        w.current->plain_column = {};       // WHERE may name any column
        bool first = true;
        order(w, first);
        refuse_plain_column();
        limits(w);
        lock(w);
    }

    static constexpr void write_entity(writer& w) {
        alias_path const root{nullptr, source::name};
        bool first = true;
        if constexpr (S::is_wrapped) {
            w.put("SELECT ");
            write_columns<model>(w, root);
            loads::columns(w, root);
            w.put(" FROM (");
            select(w);
            write_columns<model>(w, root);
            write_source<source>(w);
            where(w);
            order(w, first);
            limits(w);
            w.put(") AS ");
            w.identifier(source::name);
            loads::joins(w, root);
            first = true;
        } else {
            select(w);
            write_columns<model>(w, root);
            loads::columns(w, root);
            write_source<source>(w);
            loads::joins(w, root);
            where(w);
        }
        order(w, first);
        order_loads(w, first);
        finish_entity(w);
    }
    /// A collection's own order stands behind the query's. Where the query has none, the parents keep the order of
    /// their keys, so that they do not come in the order of their first child.
    static constexpr void order_loads([[maybe_unused]] writer& w, [[maybe_unused]] bool& first) {
        if constexpr (loads::ordered) {
            alias_path const root{nullptr, source::name};
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
constexpr void write_subquery(writer& w) {
    w.put("(");
    lower_select<Query>::write(w);
    w.put(")");
}

}  // namespace dovetail::detail
