// SPDX-License-Identifier: BSL-1.0
// Text of aggregate functions, and the rules of where one stands.
#pragma once

#include <dovetail/lowering/lower.hpp>
#include <dovetail/lowering/result_type.hpp>

namespace dovetail::detail {

constexpr std::string_view name_of_aggregate(writer& w, known_aggregate which, std::string_view own, known_storage argument,
                                            type_family family) {
    switch (which) {
        case known_aggregate::minimum:
        case known_aggregate::maximum:
            if (argument == storage::blob && !w.dialect.min_of_blob) w.cannot("min() and max() of a blob");
            if (argument != storage::boolean) return own;
            return which == known_aggregate::minimum ? w.dialect.min_of_boolean : w.dialect.max_of_boolean;
        case known_aggregate::sum:
        case known_aggregate::average: check_exact(w, family); return own;
        case known_aggregate::bool_and: return w.dialect.min_of_boolean;
        case known_aggregate::bool_or: return w.dialect.max_of_boolean;
        case known_aggregate::string_agg: return w.dialect.string_agg;
        case known_aggregate::statistic:
            if (!w.dialect.statistics) w.cannot("an aggregate of statistics");
            return own;
        case known_aggregate::array:
        case known_aggregate::json_array: return w.dialect.functions == spelling::postgres ? own : "json_group_array";
        case known_aggregate::json_object: return w.dialect.functions == spelling::postgres ? own : "json_group_object";
        case known_aggregate::other: return own;
    }
    return own;
}

/// An aggregate, and what `rest` puts behind it: FILTER, OVER.
template <class Node, class Rest>
constexpr void write_aggregate(writer& w, bool in_window, Rest rest) {
    if (!in_window) {
        if (w.in == clause::where || w.in == clause::from) w.note(rule::aggregate_in_where, "", Node::name);
        if (w.in == clause::group) w.note(rule::aggregate_in_group_by, "", Node::name);
        if (!w.only_table.empty()) w.note(rule::column_of_other_table, "", Node::name);
        if (w.inside_aggregate) w.note(rule::nested_aggregate, "", Node::name);
        if (w.current) w.current->saw_aggregate = true;
    }
    cast const result(w, results_in<Node>);
    w.put(name_of_aggregate(w, which_aggregate<Node::name>, Node::name, stored_as<typename Node::argument>,
                            type_facts<typename Node::type>::family));
    w.put(Node::is_distinct ? "(DISTINCT " : "(");
    bool const was_inside = w.inside_aggregate;
    w.inside_aggregate = was_inside || !in_window;
    if constexpr (std::is_same_v<typename Node::argument, every_row>) w.put("*");
    else {
        cast const argument(w, computes_in<Node>);
        write<typename Node::argument>(w);
        argument.close();
    }
    w.put(")");
    rest();
    w.inside_aggregate = was_inside;
    result.close();
}

template <>
struct lower<node_kind::arguments> {
    template <class Node>
    static constexpr void write(writer& w, int) {
        write_list(w, "", static_cast<typename Node::arguments*>(nullptr));
        if (!std::is_same_v<typename Node::order, nodes<>> && !w.dialect.ordered_aggregates)
            w.cannot("an aggregate with an order of its own");
        write_list(w, " ORDER BY ", static_cast<typename Node::order*>(nullptr));
    }
};

template <>
struct lower<node_kind::aggregate> {
    template <class Node>
    static constexpr void write(writer& w, int) {
        write_aggregate<Node>(w, false, [] {});
    }
};

}  // namespace dovetail::detail
