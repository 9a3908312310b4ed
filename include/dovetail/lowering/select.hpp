// SPDX-License-Identifier: BSL-1.0
// Text of SELECT, plain and with loaded relationships.
//
// LIMIT, OFFSET and DISTINCT choose parents, not joined rows: with a collection in the plan they move into a
// subquery that carries the table's own name, so that the outer ORDER BY is the inner one again.
#pragma once

#include <dovetail/lowering/from.hpp>
#include <dovetail/lowering/joins.hpp>
#include <dovetail/statement/select.hpp>

namespace dovetail::detail {

template <class View>
constexpr void write_whole_table(writer& w) {
    bool first = true;
    for (auto const& column : View::model::columns) {
        w.put(first ? "" : ", ");
        first = false;
        w.column(View::name, column.name);
    }
}

template <class... Terms>
constexpr void write_orders(writer& w, parts<Terms...> const*, bool& first) {
    w.in = clause::order;
    (write_one<Terms>(w, " ORDER BY ", ", ", 0, first), ...);
    w.in = clause::other;
}

/// A selected thing: the columns of a whole table, an expression with its label, or without.
template <class Item>
constexpr void write_item(writer& w) {
    if constexpr (requires { typename Item::view; }) write_whole_table<typename Item::view>(w);
    else if constexpr (Item::kind == node_kind::labelled) {
        bool const was_inside = w.inside_group;
        w.inside_group = was_inside || (w.groups != nullptr && w.groups->has_label(Item::name));
        write<typename Item::named>(w);
        w.inside_group = was_inside;
        w.put(" AS ");
        w.identifier(Item::name);
    } else write<Item>(w);
}
template <class First, class... Rest>
constexpr void write_items(writer& w, selected_columns<First, Rest...> const*) {
    w.in = clause::select;
    write_item<First>(w);
    ((w.put(", "), write_item<Rest>(w)), ...);
    w.in = clause::other;
}

template <class First, class... Rest>
constexpr bool write_conditions(writer& w, clause in, std::string_view word, parts<First, Rest...> const*) {
    w.in = in;
    constexpr int inside = sizeof...(Rest) == 0 ? 0 : by_and;
    bool first = true;
    write_one<First>(w, word, " AND ", inside, first);
    (write_one<Rest>(w, word, " AND ", inside, first), ...);
    w.in = clause::other;
    return !first;
}
/// Gives whether there is a condition.
constexpr bool write_where(writer&, void const*) { return false; }
template <class First, class... Rest>
constexpr bool write_where(writer& w, parts<First, Rest...> const* conditions) {
    return write_conditions(w, clause::where, " WHERE ", conditions);
}
template <class... Terms>
constexpr void write_group(writer& w, parts<Terms...> const*) {
    bool first = true;
    w.in = clause::group;
    ((w.put(first ? " GROUP BY " : ", "), first = false, write<Terms>(w)), ...);
    w.in = clause::other;
}

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

template <class Term>
struct ordered {
    using type = Term;
};
template <class Operand, bool Descending, nulls_order Nulls>
struct ordered<order_term<Operand, Descending, Nulls>> {
    using type = Operand;
};
template <class Term, class Selected>
inline constexpr bool is_this = std::is_same_v<Term, Selected>;
template <class Term, class Operand, fixed_string Name>
inline constexpr bool is_this<Term, labelled<Operand, Name>> = std::is_same_v<Term, Operand>;
template <class Operand, fixed_string Name>
inline constexpr bool is_this<labelled<Operand, Name>, labelled<Operand, Name>> = true;
/// Whether rows are ordered by what is selected only. Two parameters are never known to be one value.
template <class Term, class View>
constexpr bool is_selected(selected_entity<View> const*) {
    if constexpr (Term::kind == node_kind::column) return std::is_same_v<typename Term::source, View>;
    else return false;
}
template <class Term, class... Selected>
constexpr bool is_selected(selected_columns<Selected...> const*) {
    return Term::kind == node_kind::label || (Term::parameters == 0 && (is_this<Term, Selected> || ...));
}
template <class Items, class Term>
constexpr bool is_ordered_by_selected();
template <class Items, class... Terms>
constexpr bool are_ordered_by_selected(nodes<Terms...>*) {
    return (is_ordered_by_selected<Items, Terms>() && ...);
}
/// Of a choice of orders: all of them are.
template <class Items, class Term>
constexpr bool is_ordered_by_selected() {
    if constexpr (!requires { Term::kind; }) return are_ordered_by_selected<Items>(static_cast<typename Term::operands*>(nullptr));
    else if constexpr (Term::kind == node_kind::optional || Term::kind == node_kind::chosen)
        return are_ordered_by_selected<Items>(static_cast<typename Term::operands*>(nullptr));
    else return is_selected<typename ordered<Term>::type>(static_cast<Items const*>(nullptr));
}
template <class Items, class... Terms>
constexpr bool orders_selected(parts<Terms...> const*) {
    return (is_ordered_by_selected<Items, Terms>() && ...);
}

/// WINDOW; defined with the windows.
template <class... Definitions>
constexpr void write_windows(writer& w, parts<Definitions...> const*);

/// Whether the count of a limit that may be left out, is.
constexpr bool leaves_out_count(writer& w, bool may_be) {
    if (!may_be) return false;
    if (w.chosen == nullptr) {
        w.has_choices = true;
        return false;
    }
    if (w.chosen->next()->what() != bound_value::kind::null) return false;
    w.chosen->skip(1);
    return true;
}
constexpr void write_limits(writer& w, select_flags flags) {
    bool const limited = flags.limit && !leaves_out_count(w, flags.maybe_limit);
    if (limited) {
        w.put(" LIMIT ");
        w.parameter();
    }
    if (!flags.offset || leaves_out_count(w, flags.maybe_offset)) return;
    if (!limited && w.dialect.limit_needed_for_offset) {
        w.put(" LIMIT ");
        w.put(w.dialect.no_limit);
    }
    w.put(" OFFSET ");
    w.parameter();
}

/// A term of GROUP BY, as the rule about what is beside it needs it.
template <class Term>
constexpr group_term term_of() {
    group_term term{.node = &write<Term>};
    if constexpr (Term::kind == node_kind::column) {
        term.table = Term::source::name;
        term.column = Term::name;
    } else if constexpr (Term::kind == node_kind::label) term.label = Term::name;
    return term;
}
template <class Terms>
inline constexpr group_list grouped_by{};
template <class First, class... Rest>
inline constexpr group_term group_terms[]{term_of<First>(), term_of<Rest>()...};
template <class First, class... Rest>
inline constexpr group_list grouped_by<parts<First, Rest...>>{group_terms<First, Rest...>, 1 + sizeof...(Rest)};

template <class Items>
struct selected_names {
    static constexpr std::string_view const* names = nullptr;
    static constexpr std::size_t count = 0;
};
template <class First, class... Rest>
struct selected_names<selected_columns<First, Rest...>> {
    static constexpr std::string_view names[]{selected_name<First>(), selected_name<Rest>()...};
    static constexpr std::size_t count = 1 + sizeof...(Rest);
};

template <class Windows>
struct window_names {
    static constexpr std::string_view const* names = nullptr;
    static constexpr std::size_t count = 0;
};
template <class First, class... Rest>
struct window_names<parts<First, Rest...>> {
    static constexpr std::string_view names[]{First::name, Rest::name...};
    static constexpr std::size_t count = 1 + sizeof...(Rest);
};

template <class S>
struct lower_select {
    using items = typename S::items;
    using source = typename S::source;
    using model = typename source::model;
    using clauses = typename S::clauses_type;
    using loads = lower_loads<model, typename S::load_plan>;
    static constexpr bool has_from = !std::is_same_v<source, no_source>;
    static constexpr bool has_group = !std::is_same_v<typename clauses::group, parts<>>;
    static constexpr bool has_having = !std::is_same_v<typename clauses::having, parts<>>;
    static constexpr bool has_distinct_on = !std::is_same_v<typename clauses::distinct_on, parts<>>;
    /// Whether the text is write_entity_head's, and then write_tail's.
    static constexpr bool has_shared_head =
        items::is_entity && !S::is_wrapped && !S::flags.distinct && !is_joined<source> && !has_distinct_on;

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
    /// Values, subqueries and sequences are selected without a table; columns and aggregates are of one.
    template <class... Selected>
    static constexpr bool needs_no_table(selected_columns<Selected...> const*) {
        return (!(requires { typename Selected::view; } || Selected::kind == node_kind::column ||
                  Selected::kind == node_kind::aggregate) && ...);
    }
    static constexpr void in_scope(writer& w, void (*body)(writer&)) {
        using names = selected_names<items>;
        using windows = window_names<typename clauses::windows>;
        scope here{.outer = w.current, .selected = names::names, .selected_count = names::count, .windows = windows::names,
                   .window_count = windows::count};
        if constexpr (has_from) {
            from_entry entries[lower_from<source>::count]{};
            lower_from<source>::list(entries, grouped_by<typename clauses::group>);
            here.sources = entries;
            here.count = lower_from<source>::count;
            run(w, here, body);
        } else {
            if (!needs_no_table(static_cast<items const*>(nullptr))) w.note(rule::select_without_from, "", "");
            run(w, here, body);
        }
    }
    static constexpr void run(writer& w, scope& here, void (*body)(writer&)) {
        auto const outer_clause = w.in;
        auto const outer_aggregate = std::exchange(w.inside_aggregate, false);
        auto const outer_group = std::exchange(w.inside_group, false);
        auto const outer_groups = std::exchange(w.groups, has_group ? &grouped_by<typename clauses::group> : nullptr);
        here.groups = w.groups;
        auto const outer_window = std::exchange(w.inside_window, false);
        auto const outer_joining = w.joining;
        auto const outer_null_side = w.saw_null_side;
        if (here.outer) here.outer->is_shielded = outer_shielded(outer_aggregate, outer_group, outer_clause);
        w.current = &here;
        body(w);
        w.current = here.outer;
        w.in = outer_clause;
        w.inside_aggregate = outer_aggregate;
        w.inside_group = outer_group;
        w.groups = outer_groups;
        w.inside_window = outer_window;
        w.joining = outer_joining;
        w.saw_null_side = outer_null_side;
    }
    static constexpr bool outer_shielded(bool aggregate, bool group, clause in) {
        return aggregate || group || !(in == clause::select || in == clause::having || in == clause::order);
    }
    static constexpr void after_head(writer& w) {
        after_from(w);
        bool first = true;
        order(w, first);
        order_loads(w, first);
        finish_entity(w);
    }
    /// WHERE, GROUP BY, HAVING, WINDOW
    static constexpr void after_from(writer& w) {
        write_where(w, static_cast<typename S::conditions const*>(nullptr));
        if constexpr (has_group) write_group(w, static_cast<typename clauses::group const*>(nullptr));
        if constexpr (has_having) write_conditions(w, clause::having, " HAVING ", static_cast<typename clauses::having const*>(nullptr));
        if constexpr (!std::is_same_v<typename clauses::windows, parts<>>)
            write_windows(w, static_cast<typename clauses::windows const*>(nullptr));
    }
    static constexpr void from(writer& w) {
        w.put(" FROM ");
        lower_from<source>::write(w, *w.current);
    }
    static constexpr void order(writer& w, bool& first) {
        write_orders(w, static_cast<typename S::order const*>(nullptr), first);
    }
    static constexpr void limits(writer& w) { write_limits(w, S::flags); }
    static constexpr void lock(writer& w) {
        if (!S::flags.lock_rows()) return;
        if (!w.dialect.for_update) w.cannot(S::flags.for_share ? "SELECT ... FOR SHARE" : "SELECT ... FOR UPDATE");
        if (w.current->saw_aggregate || has_group || has_distinct_on || is_distinct(w))
            w.cannot("FOR UPDATE of rows that are put together");
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
        if constexpr (has_distinct_on) write_distinct_on(w, static_cast<typename clauses::distinct_on const*>(nullptr));
    }
    template <class... Terms>
    static constexpr void write_distinct_on(writer& w, parts<Terms...> const*) {
        if (!w.dialect.distinct_on) w.cannot("DISTINCT ON");
        if (S::flags.distinct) w.cannot("DISTINCT beside DISTINCT ON");
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
    /// Everything that is not grouped stands in an aggregate.
    static constexpr void check_groups(writer& w) {
        bool const is_grouped = w.current->saw_aggregate || has_group || has_having;
        if (is_grouped && !w.current->plain_column.empty())
            w.note(rule::column_beside_aggregate, w.current->plain_table, w.current->plain_column);
    }
    static constexpr void finish_entity(writer& w) {
        if (!S::is_wrapped) limits(w);
        if constexpr (has_group) {
            if (!w.current->sources[0].key_is_grouped)
                w.note(rule::column_beside_aggregate, source::name, model::columns[0].name);
        } else if (w.current->saw_aggregate || has_having)
            w.note(rule::column_beside_aggregate, source::name, model::columns[0].name);
        check_groups(w);
        lock(w);
    }

    static constexpr void write_columns_only(writer& w) {
        select(w);
        write_items(w, static_cast<items const*>(nullptr));
        check_groups(w);
        if constexpr (has_from) from(w);
        after_from(w);
        bool first = true;
        order(w, first);
        check_groups(w);
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
            from(w);
            after_from(w);
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
            from(w);
            loads::joins(w, root);
            after_from(w);
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

}  // namespace dovetail::detail
