// SPDX-License-Identifier: BSL-1.0
// Where text of an expression comes from: lower<kind>, one for each kind of node, and how tightly operators bind.
//
//     write<Node>(w);              // lower<Node::kind>::write<Node>(w, outside)
#pragma once

#include <dovetail/expression/arithmetic.hpp>
#include <dovetail/lowering/writer.hpp>

namespace dovetail::detail {

/// How tightly operators bind; brackets stand where a looser one is inside a tighter one. Both databases agree on this
/// order. Comparisons never chain: one inside another is bracketed.
enum binding { by_or = 1, by_and, by_not, by_comparison, by_sum, by_product, by_sign, by_nothing };

struct operator_text {
    std::string_view text{};
    int binding = by_comparison;
};

constexpr operator_text text_of(binary_operator op, dialect_rules const& dialect) {
    using enum binary_operator;
    switch (op) {
        case equal: return {" = "};
        case not_equal: return {" <> "};
        case less: return {" < "};
        case less_equal: return {" <= "};
        case greater: return {" > "};
        case greater_equal: return {" >= "};
        case same: return {dialect.is_not_distinct_from ? " IS NOT DISTINCT FROM " : " IS "};
        case not_same: return {dialect.is_not_distinct_from ? " IS DISTINCT FROM " : " IS NOT "};
        case like: return {" LIKE "};
        case not_like: return {" NOT LIKE "};
        case ilike: return {" ILIKE "};
        case not_ilike: return {" NOT ILIKE "};
        case plus: return {" + ", by_sum};
        case minus: return {" - ", by_sum};
        case times: return {" * ", by_product};
        case divide: return {" / ", by_product};
        case modulo: return {" % ", by_product};
        // Looser than + on PostgreSQL, tighter than * on SQLite; but no number is an operand of it, nor it of theirs.
        case concatenate: return {" || ", by_sum};
    }
    return {};
}

/// Writes a statement of any kind; defined with the mutations.
template <class S>
constexpr void write_statement(writer& w);
template <class Query>
constexpr void write_subquery(writer& w) {
    if (!w.only_table.empty()) w.note(rule::column_of_other_table, "", "");
    w.put("(");
    write_statement<Query>(w);
    w.put(")");
}

/// Exact numbers are kept as text where there is no type for them.
constexpr void check_exact(writer& w, type_family family) {
    if (family == type_family::formed && !w.dialect.formed_types) w.cannot("arithmetic of exact numbers");
}

template <node_kind Kind>
struct lower;

/// Whether this is what GROUP BY has, in which nothing has to be grouped any more.
constexpr bool enter_group(writer& w, void (*node)(writer&, int), unsigned parameters) {
    if (w.groups == nullptr || w.inside_group || !w.groups->has(node)) return false;
    // Each value is a parameter of its own, so a database does not know the expression again.
    if (parameters != 0 && w.in != clause::group) w.note(rule::grouped_value_without_label, "", "");
    return w.inside_group = true;
}
/// Writes an expression inside an operator that binds `outside`.
template <class Node>
constexpr void write(writer& w, int outside = 0) {
    bool const is_group = w.groups != nullptr && enter_group(w, &write<Node>, Node::parameters);
    // The most frequent ones stand here: each function of a node's own is time of the compiler.
    if constexpr (Node::kind == node_kind::column) w.column(Node::source::name, Node::name);
    else if constexpr (Node::kind == node_kind::placeholder) {
        if (Node::parameters != 0) w.parameter(outside > by_sum);       // after an error there is none
    }
    else lower<Node::kind>::template write<Node>(w, outside);
    if (is_group) w.inside_group = false;
}

/// Whether this was left out at run time. `at` is its first value.
template <class Node>
constexpr bool is_left_out(bound_value const* at);
template <class... Nodes>
constexpr bool are_left_out(bound_value const* at, nodes<Nodes...>*) {
    bool all = true;
    ((all = all && is_left_out<Nodes>(at), at += Nodes::parameters), ...);
    return all;
}
template <class Node>
constexpr bool is_left_out(bound_value const* at) {
    if constexpr (Node::kind == node_kind::optional) return at->as_integer() == 0 || is_left_out<typename Node::chosen>(at + 1);
    else if constexpr (Node::kind == node_kind::logic || Node::kind == node_kind::negation)
        return are_left_out(at, static_cast<typename Node::operands*>(nullptr));
    else if constexpr (Node::kind == node_kind::predicate) return at->what() == bound_value::kind::null;
    else return false;
}

/// One of several things with `word` before the first and `between` before the others, unless it is left out.
template <class Node>
constexpr void write_one(writer& w, std::string_view word, std::string_view between, int inside, bool& first) {
    // Only these can be left out; most nodes need not be asked.
    if constexpr (Node::kind == node_kind::optional || Node::kind == node_kind::logic || Node::kind == node_kind::negation ||
                  Node::kind == node_kind::predicate)
        if (w.chosen != nullptr && is_left_out<Node>(w.chosen->next())) return w.chosen->skip(Node::parameters);
    w.put(first ? word : between);
    first = false;
    write<Node>(w, inside);
}

template <>
struct lower<node_kind::named> {
    template <class Node>
    static constexpr void write(writer& w, int) {
        w.named_parameter(Node::name);
    }
};

/// IN, or NOT IN, and a range, which is one parameter; a list where the values stand in the text.
constexpr void write_range(writer& w, bool negated) {
    bool const is_list = w.literals && !(w.dialect.casts_results && w.next_value().as_range().empty());
    if (!is_list) {
        w.put(negated ? w.dialect.not_in_range : w.dialect.in_range);
        w.parameter();
        return w.put(w.dialect.range_after);
    }
    bool first = true;
    w.put(negated ? " NOT IN (" : " IN (");
    for (auto const& each : w.take_value().as_range()) {
        w.put(first ? "" : ", ");
        first = false;
        w.literals->write(w, each, false);
    }
    w.put(")");
}

/// The word, and the expressions with commas between; nothing where there are none.
template <class... Nodes>
constexpr void write_list(writer& w, [[maybe_unused]] std::string_view word, nodes<Nodes...>*) {
    [[maybe_unused]] bool first = true;
    ((w.put(first ? word : ", "), first = false, write<Nodes>(w)), ...);
}

}  // namespace dovetail::detail
