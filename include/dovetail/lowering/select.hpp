// SPDX-License-Identifier: BSL-1.0
// Text of SELECT, plain and with loaded relationships.
//
// LIMIT, OFFSET and DISTINCT choose parents, not joined rows: with a collection in the plan they move into a
// subquery that carries the table's own name, so that the outer ORDER BY is the inner one again.
#pragma once

#include <dovetail/lowering/from.hpp>
#include <dovetail/lowering/joins.hpp>
#include <dovetail/lowering/order.hpp>
#include <dovetail/lowering/select_list.hpp>
#include <dovetail/statement/select.hpp>

namespace dovetail::detail {

/// SELECT columns FROM table JOINs: all that depends on the table and the plan only, so that statements share it.
template <class View, class Plan>
constexpr void write_entity_head(writer& w) {
    using loads = lower_loads<typename View::model, Plan>;
    alias_path const root{nullptr, View::name};
    w.put("SELECT ");
    write_columns<typename View::model>(w, root);
    loads::columns(w, root);
    w.put(" FROM ");
    lower_view<View>::write(w);
    loads::joins(w, root);
}

/// Writes what is at a level of its own, beneath the one around it, if there is one.
constexpr void at_level(writer& w, scope& here, group_list const* groups, void (*body)(writer&)) {
    auto const outer_clause = w.in;
    auto const outer_aggregate = w.inside_aggregate, outer_group = w.inside_group, outer_window = w.inside_window;
    auto const outer_null_side = w.saw_null_side;
    auto const outer_groups = w.groups;
    auto const outer_joining = w.joining;
    if (here.outer) here.outer->is_shielded = w.is_shielded();
    here.groups = groups;
    w.groups = groups;
    w.inside_aggregate = w.inside_group = w.inside_window = false;
    w.current = &here;
    body(w);
    w.current = here.outer;
    w.in = outer_clause;
    w.inside_aggregate = outer_aggregate;
    w.inside_group = outer_group;
    w.inside_window = outer_window;
    w.saw_null_side = outer_null_side;
    w.groups = outer_groups;
    w.joining = outer_joining;
}

/// Everything that is not grouped stands in an aggregate.
constexpr void check_groups(writer& w, bool is_grouped) {
    if ((is_grouped || w.current->saw_aggregate) && !w.current->plain_column.empty())
        w.note(rule::column_beside_aggregate, w.current->plain_table, w.current->plain_column);
}

/// FOR UPDATE, FOR SHARE and their kinds.
constexpr void write_lock(writer& w, select_flags flags, bool put_together) {
    if (!w.dialect.for_update) w.cannot(flags.for_share ? "SELECT ... FOR SHARE" : "SELECT ... FOR UPDATE");
    if (put_together) w.cannot("FOR UPDATE of rows that are put together");
    w.put(flags.for_share ? flags.but_keys ? " FOR KEY SHARE" : " FOR SHARE" : flags.but_keys ? " FOR NO KEY UPDATE" : " FOR UPDATE");
    bool first = true;
    for (std::size_t i = 0; i < w.current->count; ++i) {
        auto const& table = w.current->sources[i];
        bool const is_named = flags.locked_tables >> i & 1;
        if (table.may_be_null && (is_named || flags.locked_tables == 0)) w.cannot("FOR UPDATE of what an outer join may leave out");
        if (!is_named) continue;
        w.name_table(table);
        w.put(first ? " OF " : ", ");
        first = false;
        w.identifier(table.name);
    }
    if (flags.skip_locked) w.put(" SKIP LOCKED");
    if (flags.nowait) w.put(" NOWAIT");
}

/// Whether a clause was given. A concept, as a constant of each select's own would be a symbol with all of it in its name.
template <class Clause>
concept is_given = !__is_same(Clause, parts<>);

/// Whether the text is write_entity_head's, and then write_tail's.
template <class S>
concept has_shared_head = S::statement == statement_kind::select && S::items::is_entity && !S::is_wrapped && !S::flags.distinct &&
                          !is_joined<typename S::source> && !is_given<typename S::clauses_type::distinct_on>;

template <class S>
struct lower_select {
    using items = typename S::items;
    using source = typename S::source;
    using model = typename source::model;
    using clauses = typename S::clauses_type;
    using loads = lower_loads<model, typename S::load_plan>;
    using group = typename clauses::group;
    using having = typename clauses::having;
    using distinct_on = typename clauses::distinct_on;

    static constexpr void write(writer& w) {
        if constexpr (has_shared_head<S>)
            in_scope(w, [](writer& inner) {
                write_entity_head<source, typename S::load_plan>(inner);
                after_head(inner);
            });
        else if constexpr (items::is_entity) in_scope(w, write_entity);
        else in_scope(w, write_columns_only);
    }
    /// What follows the shared head.
    static constexpr void write_tail(writer& w) { in_scope(w, after_head); }

private:
    /// Values, subqueries and sequences are selected without a table; columns and aggregates are of one.
    template <class Selected>
    static constexpr bool needs_table() {
        if constexpr (requires { typename Selected::view; }) return true;
        else return Selected::kind == node_kind::column || Selected::kind == node_kind::aggregate;
    }
    template <class... Selected>
    static constexpr bool needs_no_table(selected_columns<Selected...> const*) {
        return !(needs_table<Selected>() || ...);
    }
    static constexpr void in_scope(writer& w, void (*body)(writer&)) {
        using names = selected_names<items>;
        using windows = window_names<typename clauses::windows>;
        scope here{.outer = w.current, .selected = names::names, .selected_count = names::count, .windows = windows::names,
                   .window_count = windows::count};
        constexpr group_list const* groups = is_given<group> ? &grouped_by<group> : nullptr;
        if constexpr (!__is_same(source, no_source)) {
            from_entry entries[lower_from<source>::count]{};
            lower_from<source>::list(entries, groups);
            here.sources = entries;
            here.count = lower_from<source>::count;
            at_level(w, here, groups, body);
        } else {
            if (!needs_no_table(static_cast<items const*>(nullptr))) w.note(rule::select_without_from, "", "");
            at_level(w, here, groups, body);
        }
        if (S::flags.after_error) w.found = {};
    }
    static constexpr void after_head(writer& w) {
        after_from(w);
        bool first = true;
        write_orders(w, static_cast<typename S::order const*>(nullptr), first);
        order_loads(w, first);
        finish_entity(w);
    }
    /// WHERE, GROUP BY, HAVING, WINDOW
    static constexpr void after_from(writer& w) {
        write_conditions(w, clause::where, " WHERE ", static_cast<typename S::conditions const*>(nullptr));
        if constexpr (is_given<group>) write_group(w, static_cast<group const*>(nullptr));
        if constexpr (is_given<having>) write_conditions(w, clause::having, " HAVING ", static_cast<having const*>(nullptr));
        if constexpr (is_given<typename clauses::windows>)
            write_windows(w, static_cast<typename clauses::windows const*>(nullptr));
    }
    static constexpr void from(writer& w) {
        w.put(" FROM ");
        lower_from<source>::write(w, *w.current);
    }
    static constexpr void lock(writer& w) {
        // Loads are outer joins, and what these join cannot be locked.
        constexpr bool only_own = items::is_entity && !std::is_same_v<typename S::load_plan, plan<>> && S::flags.locked_tables == 0;
        constexpr auto flags = [] {
            auto result = S::flags;
            if (only_own) result.locked_tables = 1;
            return result;
        }();
        bool const put_together = w.current->saw_aggregate || is_given<group> || is_given<distinct_on> || is_distinct(w);
        write_lock(w, flags, put_together);
    }
    /// Whether DISTINCT is written. Where it limits what rows can be ordered by, it is left out of what is distinct
    /// by its key.
    static constexpr bool is_distinct(writer const& w) {
        if constexpr (!S::flags.distinct) return false;
        else if constexpr (items::is_entity)
            return !w.dialect.distinct_orders_selected || model::key_count == 0 || is_joined<source>;
        else return true;
    }
    static constexpr void select(writer& w) {
        w.put(is_distinct(w) ? "SELECT DISTINCT " : "SELECT ");
        if constexpr (S::flags.distinct)
            if (is_distinct(w) && w.dialect.distinct_orders_selected &&
                !orders_selected<items>(static_cast<typename S::order const*>(nullptr)))
                w.cannot("SELECT DISTINCT ordered by what is not selected");
        if constexpr (is_given<distinct_on>) write_distinct_on(w, static_cast<distinct_on const*>(nullptr));
    }
    template <class... Terms>
    static constexpr void write_distinct_on(writer& w, parts<Terms...> const*) {
        if (!w.dialect.distinct_on) w.cannot("DISTINCT ON");
        if (S::flags.distinct) w.cannot("DISTINCT beside DISTINCT ON");
        // Each value is a parameter of its own, so ORDER BY would not have the same expressions.
        if (((Terms::parameters != 0) || ...)) w.cannot("DISTINCT ON of an expression with values in it");
        if (!begins_with<Terms...>(static_cast<typename S::order const*>(nullptr)))
            w.cannot("DISTINCT ON of what order_by() does not begin with");
        bool first = true;
        w.in = clause::select;
        ((w.put(first ? "DISTINCT ON (" : ", "), first = false, detail::write<Terms>(w)), ...);
        w.put(") ");
        w.in = clause::other;
    }
    /// Whether ORDER BY, where there is one, begins with these in any order.
    template <class... Terms, class... Orders>
    static constexpr bool begins_with(parts<Orders...> const*) {
        std::size_t at = 0;
        bool fits = true;
        [[maybe_unused]] auto const consider = [&]<class Order>(std::type_identity<Order>) {
            if (at++ < sizeof...(Terms)) fits = fits && (std::is_same_v<Order, Terms> || ...);
        };
        (consider(std::type_identity<typename ordered<Orders>::type>{}), ...);
        return fits;
    }
    static constexpr void finish_entity(writer& w) {
        if (!S::is_wrapped) write_limits<typename clauses::counts>(w, S::flags);
        if constexpr (is_given<group>) {
            if (!w.current->sources[0].key_is_grouped)
                w.note(rule::column_beside_aggregate, source::name, model::columns[0].name);
        } else if (w.current->saw_aggregate || is_given<having>)
            w.note(rule::column_beside_aggregate, source::name, model::columns[0].name);
        check_groups(w, is_given<group> || is_given<having>);
        if constexpr (S::flags.lock_rows()) lock(w);
    }

    static constexpr void write_columns_only(writer& w) {
        if constexpr (S::flags.distinct || is_given<distinct_on>) select(w);
        else w.put("SELECT ");
        write_items(w, static_cast<items const*>(nullptr));
        check_groups(w, is_given<group> || is_given<having>);
        if constexpr (!__is_same(source, no_source)) from(w);
        after_from(w);
        bool first = true;
        write_orders(w, static_cast<typename S::order const*>(nullptr), first);
        check_groups(w, is_given<group> || is_given<having>);
        if constexpr (S::flags.limit || S::flags.offset) write_limits<typename clauses::counts>(w, S::flags);
        if constexpr (S::flags.lock_rows()) lock(w);
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
            from(w);
            after_from(w);
            write_orders(w, static_cast<typename S::order const*>(nullptr), first);
            write_limits<typename clauses::counts>(w, S::flags);
            w.put(") AS ");
            w.identifier(source::name);
            loads::joins(w, root);
            first = true;
        } else {
            select(w);
            write_columns<model>(w, root);
            loads::columns(w, root);
            from(w);
            loads::joins(w, root);
            after_from(w);
        }
        write_orders(w, static_cast<typename S::order const*>(nullptr), first);
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

}  // namespace dovetail::detail
