// SPDX-License-Identifier: BSL-1.0
// Text of expressions. One writer for each kind of node; each node type instantiates one function.
//
// A node's object is given where it is a constant (CHECK constraints, whose values are written as literals);
// statements pass none, since their values are parameters.
#pragma once

#include <dovetail/expression/arithmetic.hpp>
#include <dovetail/expression/membership.hpp>
#include <dovetail/expression/table.hpp>
#include <dovetail/lowering/literal.hpp>
#include <dovetail/lowering/writer.hpp>

namespace dovetail::detail {

/// How tightly an operator binds; brackets stand where a looser one is inside a tighter one. Both databases
/// agree on this order; comparisons never chain, so equal binding brackets them.
struct operator_text {
    std::string_view text{};
    int binding = 0;
};

constexpr operator_text text_of(binary_operator op, dialect_rules const& dialect) {
    using enum binary_operator;
    switch (op) {
        case or_: return {" OR ", 1};
        case and_: return {" AND ", 2};
        case equal: return {" = ", 4};
        case not_equal: return {" <> ", 4};
        case less: return {" < ", 4};
        case less_equal: return {" <= ", 4};
        case greater: return {" > ", 4};
        case greater_equal: return {" >= ", 4};
        case same: return {dialect.is_not_distinct_from ? " IS NOT DISTINCT FROM " : " IS ", 4};
        case not_same: return {dialect.is_not_distinct_from ? " IS DISTINCT FROM " : " IS NOT ", 4};
        case like: return {" LIKE ", 4};
        case not_like: return {" NOT LIKE ", 4};
        case ilike: return {" ILIKE ", 4};
        case plus: return {" + ", 5};
        case minus: return {" - ", 5};
        case times: return {" * ", 6};
    }
    return {};
}

/// Writes Query in brackets; defined with the statements.
template <class Query>
constexpr void write_subquery(writer& w, Query const* query);

template <node_kind Kind>
struct lower;

/// Writes an expression inside an operator that binds `outside`.
template <class Node>
constexpr void write(writer& w, Node const* node = nullptr, int outside = 0) {
    lower<Node::kind>::write(w, node, outside);
}

class brackets {
public:
    constexpr brackets(writer& w, bool needed) : w_(w), needed_(needed) {
        if (needed_) w_.put("(");
    }
    constexpr ~brackets() {
        if (needed_) w_.put(")");
    }

private:
    writer& w_;
    bool needed_;
};

template <>
struct lower<node_kind::column> {
    template <class Node>
    static constexpr void write(writer& w, Node const*, int) {
        w.column(Node::source::name, Node::name);
    }
};

template <>
struct lower<node_kind::value> {
    template <class Node>
    static constexpr void write(writer& w, Node const* node, int) {
        if (node) write_literal(w, node->held);
        else w.parameter();
    }
};

template <>
struct lower<node_kind::binary> {
    template <class Node>
    static constexpr void write(writer& w, Node const* node, int outside) {
        auto const op = text_of(Node::op, w.dialect);
        if (Node::op == binary_operator::ilike && !w.dialect.ilike) w.cannot("ILIKE");
        brackets const b(w, op.binding < outside);
        // AND, OR, + and * may repeat on the left without brackets; comparisons may not.
        bool const repeats = op.binding != 4;
        detail::write<typename Node::left_type>(w, node ? &node->left : nullptr, op.binding + !repeats);
        w.put(op.text);
        detail::write<typename Node::right_type>(w, node ? &node->right : nullptr, op.binding + 1);
    }
};

template <>
struct lower<node_kind::negation> {
    template <class Node>
    static constexpr void write(writer& w, Node const* node, int outside) {
        brackets const b(w, outside > 3);
        w.put("NOT ");
        detail::write(w, node ? &node->negated : static_cast<decltype(&node->negated)>(nullptr), 4);
    }
};

template <>
struct lower<node_kind::null_test> {
    template <template <class, bool> class Test, class Operand, bool IsNull>
    static constexpr void write(writer& w, Test<Operand, IsNull> const* node, int outside) {
        brackets const b(w, outside > 4);
        detail::write<Operand>(w, node ? &node->tested : nullptr, 5);
        w.put(IsNull ? " IS NULL" : " IS NOT NULL");
    }
};

template <>
struct lower<node_kind::between> {
    template <class Operand, class Low, class High>
    static constexpr void write(writer& w, dovetail::between<Operand, Low, High> const* node, int outside) {
        brackets const b(w, outside > 4);
        detail::write<Operand>(w, node ? &node->tested : nullptr, 5);
        w.put(" BETWEEN ");
        detail::write<Low>(w, node ? &node->low : nullptr, 5);
        w.put(" AND ");
        detail::write<High>(w, node ? &node->high : nullptr, 5);
    }
};

template <>
struct lower<node_kind::in_range> {
    template <class Operand, class Range, bool Negated>
    static constexpr void write(writer& w, dovetail::in_range<Operand, Range, Negated> const* node, int outside) {
        brackets const b(w, outside > 4);
        detail::write<Operand>(w, node ? &node->tested : nullptr, 5);
        w.put(Negated ? " NOT IN " : " IN ");
        w.put(w.dialect.range_before);
        w.parameter();
        w.put(w.dialect.range_after);
    }
};

template <>
struct lower<node_kind::in_query> {
    template <class Operand, class Query, bool Negated>
    static constexpr void write(writer& w, dovetail::in_query<Operand, Query, Negated> const* node, int outside) {
        brackets const b(w, outside > 4);
        detail::write<Operand>(w, node ? &node->tested : nullptr, 5);
        w.put(Negated ? " NOT IN " : " IN ");
        write_subquery<Query>(w, node ? &node->query : nullptr);
    }
};

template <>
struct lower<node_kind::exists> {
    template <class Query>
    static constexpr void write(writer& w, exists_query<Query> const* node, int) {
        w.put("EXISTS ");
        write_subquery<Query>(w, node ? &node->query : nullptr);
    }
};

template <>
struct lower<node_kind::aggregate> {
    template <class Node>
    static constexpr void write(writer& w, Node const* node, int) {
        if (w.in == clause::where) w.note(rule::aggregate_in_where, "", Node::name);
        if (w.inside_aggregate) w.note(rule::nested_aggregate, "", Node::name);
        if (w.current) w.current->saw_aggregate = true;
        w.put(Node::name);
        w.put(Node::is_distinct ? "(DISTINCT " : "(");
        w.inside_aggregate = true;
        using argument = decltype(Node::argument);
        if constexpr (std::is_same_v<argument, every_row>) w.put("*");
        else detail::write<argument>(w, node ? &node->argument : nullptr);
        w.inside_aggregate = false;
        w.put(")");
    }
};

template <>
struct lower<node_kind::function> {
    template <fixed_string Name, class Type, class... Arguments>
    static constexpr void write(writer& w, function_call<Name, Type, Arguments...> const* node, int) {
        w.put(Name);
        w.put("(");
        [&]<std::size_t... I>(std::index_sequence<I...>) {
            ((w.put(I == 0 ? "" : ", "), detail::write<Arguments>(w, node ? &std::get<I>(node->arguments) : nullptr)), ...);
        }(std::index_sequence_for<Arguments...>{});
        w.put(")");
    }
};

template <>
struct lower<node_kind::order_term> {
    template <class Operand, bool Descending, nulls_order Nulls>
    static constexpr void write(writer& w, order_term<Operand, Descending, Nulls> const* node, int) {
        detail::write<Operand>(w, node ? &node->ordered : nullptr);
        if (Descending) w.put(" DESC");
        if (Nulls == nulls_order::first) w.put(" NULLS FIRST");
        if (Nulls == nulls_order::last) w.put(" NULLS LAST");
    }
};

}  // namespace dovetail::detail
