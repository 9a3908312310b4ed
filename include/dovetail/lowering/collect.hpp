// SPDX-License-Identifier: BSL-1.0
// A statement's values in the order of its placeholders; the same walk as the text's, at run time.
// Parts without values cost nothing: their functions are not even instantiated.
#pragma once

#include <dovetail/lowering/mutation.hpp>
#include <dovetail/mapping/parameters.hpp>

namespace dovetail::detail {

template <node_kind Kind>
struct collector;

template <class Node>
void collect(parameters& to, Node& node) {
    if constexpr (Node::parameters > 0) {
        if constexpr (Node::kind == node_kind::value) to.add(std::move(node.held));
        else if constexpr (Node::kind == node_kind::binary) {
            collect(to, node.left);
            collect(to, node.right);
        } else collector<Node::kind>::run(to, node);
    }
}

template <class Query>
void collect_select(parameters& to, Query& query);

template <> struct collector<node_kind::negation> {
    static void run(parameters& to, auto& node) { collect(to, node.negated); }
};
template <> struct collector<node_kind::null_test> {
    static void run(parameters& to, auto& node) { collect(to, node.tested); }
};
template <> struct collector<node_kind::order_term> {
    static void run(parameters& to, auto& node) { collect(to, node.ordered); }
};
template <> struct collector<node_kind::aggregate> {
    static void run(parameters& to, auto& node) { collect(to, node.argument); }
};
template <> struct collector<node_kind::between> {
    static void run(parameters& to, auto& node) {
        collect(to, node.tested);
        collect(to, node.low);
        collect(to, node.high);
    }
};
template <> struct collector<node_kind::in_range> {
    static void run(parameters& to, auto& node) {
        collect(to, node.tested);
        to.add_range(std::move(node.range.elements));
    }
};
template <> struct collector<node_kind::in_query> {
    static void run(parameters& to, auto& node) {
        collect(to, node.tested);
        collect_select(to, node.query);
    }
};
template <> struct collector<node_kind::exists> {
    static void run(parameters& to, auto& node) { collect_select(to, node.query); }
};
template <> struct collector<node_kind::function> {
    static void run(parameters& to, auto& node) {
        std::apply([&](auto&... each) { (collect(to, each), ...); }, node.arguments);
    }
};

inline void collect_orders(parameters&, absent&) {}
template <class Before, class Term>
void collect_orders(parameters& to, order_then<Before, Term>& order) {
    if constexpr (order_then<Before, Term>::parameters > 0) {
        collect_orders(to, order.before);
        collect(to, order.term);
    }
}
template <class First, class... Rest>
void collect_items(parameters& to, selected_columns<First, Rest...>& items) {
    collect(to, items.first);
    if constexpr (sizeof...(Rest) > 0) collect_items(to, items.rest);
}
inline void collect_assignments(parameters&, absent&) {}
template <class Before, class Assignment>
void collect_assignments(parameters& to, assigned_then<Before, Assignment>& set) {
    collect_assignments(to, set.before);
    collect(to, set.assignment.assigned);
}

template <class Query>
void limits_of(parameters& to, Query const& query) {
    if constexpr (Query::flags.limit) to.add(query.limit_value);
    if constexpr (Query::flags.offset) to.add(query.offset_value);
}

template <class Query>
void collect_select(parameters& to, Query& query) {
    if constexpr (!Query::items_type::is_entity) {
        if constexpr (Query::items_type::parameters > 0) collect_items(to, query.items);
    }
    if constexpr (Query::where_type::parameters > 0) collect(to, query.condition);
    if constexpr (Query::order_type::parameters > 0) {
        if constexpr (Query::is_wrapped) {     // the order stands inside and outside of the subquery
            auto again = query.order;
            collect_orders(to, again);
            limits_of(to, query);
            collect_orders(to, query.order);
            return;
        } else collect_orders(to, query.order);
    }
    limits_of(to, query);
}

/// All of a statement's values; the statement gives up what it owns.
template <class Statement>
parameters collect_values(Statement&& statement) {
    using plain = std::remove_cvref_t<Statement>;
    parameters values;
    if constexpr (plain::parameters > 0) {
        values.reserve(plain::parameters);
        if constexpr (plain::statement == statement_kind::select) collect_select(values, statement);
        else if constexpr (plain::statement == statement_kind::insert) collect_assignments(values, statement.assignments);
        else if constexpr (plain::statement == statement_kind::update) {
            collect_assignments(values, statement.assignments);
            if constexpr (plain::where_type::parameters > 0) collect(values, statement.condition);
        } else if constexpr (plain::statement == statement_kind::delete_) collect(values, statement.condition);
        else if constexpr (plain::statement == statement_kind::raw)
            std::apply([&](auto&... each) { (collect(values, each), ...); }, statement.arguments);
    }
    return values;
}

}  // namespace dovetail::detail
