// SPDX-License-Identifier: BSL-1.0
// Text of expressions. One writer for each kind of node; each type of node instantiates one function.
#pragma once

#include <dovetail/expression/label.hpp>
#include <dovetail/expression/membership.hpp>
#include <dovetail/expression/table.hpp>
#include <dovetail/lowering/aggregate.hpp>
#include <dovetail/lowering/case.hpp>
#include <dovetail/lowering/cast.hpp>
#include <dovetail/lowering/fragment.hpp>
#include <dovetail/lowering/quantifier.hpp>

namespace dovetail::detail {

/// Elsewhere than in select() a labelled expression is the expression.
template <>
struct lower<node_kind::labelled> {
    template <class Node>
    static constexpr void write(writer& w, int outside) {
        detail::write<typename Node::named>(w, outside);
    }
};

template <>
struct lower<node_kind::label> {
    template <class Node>
    static constexpr void write(writer& w, int) {
        std::size_t const position = w.current ? w.current->position_of(Node::name) : 0;
        if (position == 0) w.note(rule::label_not_selected, "", Node::name);
        if (w.in == clause::group) w.number(position);      // there a column of the name would go before the label
        else w.identifier(Node::name);
    }
};

template <>
struct lower<node_kind::binary> {
    template <class Node>
    static constexpr void write(writer& w, int outside) {
        auto const op = text_of(Node::op, w.dialect);
        if (op.binding < outside) w.put("(");
        if constexpr (Node::op < binary_operator::plus) {
            if (Node::op >= binary_operator::ilike && !w.dialect.ilike) w.cannot("ILIKE");
            detail::write<typename Node::left_type>(w, op.binding + 1);     // comparisons do not chain
            w.put(op.text);
            detail::write<typename Node::right_type>(w, op.binding + 1);
        } else write_arithmetic<Node>(w, op);
        if (op.binding < outside) w.put(")");
    }

private:
    template <class Node>
    static constexpr void write_arithmetic(writer& w, operator_text const& op) {
        check_exact(w, type_facts<typename Node::type>::family);
        constexpr bool is_fraction = Node::op == binary_operator::divide && stored_as<Node> == storage::double_precision &&
                                     !is_surely_real<Node>;
        bool const is_typed = w.dialect.casts_results;
        cast const left(w, !is_typed && is_fraction ? storage::double_precision : computes_in<Node>, is_typed || is_fraction);
        detail::write<typename Node::left_type>(w, left ? 0 : op.binding);
        left.close();
        w.put(op.text);
        detail::write<typename Node::right_type>(w, op.binding + 1);
    }
};

template <>
struct lower<node_kind::unary_minus> {
    template <class Node>
    static constexpr void write(writer& w, int outside) {
        check_exact(w, type_facts<typename Node::type>::family);
        if (outside > by_sign) w.put("(");
        w.put("-");
        cast const argument(w, computes_in<Node>);
        bool const is_constant = w.constants && Node::argument_type::kind == node_kind::placeholder;    // -(-1)
        if (is_constant) w.put("(");
        detail::write<typename Node::argument_type>(w, argument ? 0 : by_nothing);
        if (is_constant) w.put(")");
        argument.close();
        if (outside > by_sign) w.put(")");
    }
};

template <>
struct lower<node_kind::logic> {
    template <class Node>
    static constexpr void write(writer& w, int outside) {
        write_all(w, static_cast<Node const*>(nullptr), outside);
    }

private:
    template <logic_operator Op, class First, class... Rest>
    static constexpr void write_all(writer& w, logic<Op, First, Rest...> const*, int outside) {
        constexpr int mine = Op == logic_operator::and_ ? by_and : by_or;
        [[maybe_unused]] constexpr std::string_view text = Op == logic_operator::and_ ? " AND " : " OR ";
        constexpr int inside = sizeof...(Rest) == 0 ? 0 : mine;
        bool const bracketed = sizeof...(Rest) > 0 && mine < outside;
        if (bracketed) w.put("(");
        bool first = true;
        write_one<First>(w, "", text, inside == 0 ? outside : inside, first);
        (write_one<Rest>(w, "", text, inside, first), ...);
        if (bracketed) w.put(")");
    }
};

template <>
struct lower<node_kind::negation> {
    template <class Node>
    static constexpr void write(writer& w, int outside) {
        if (outside > by_not) w.put("(");
        w.put("NOT ");
        detail::write<typename Node::negated>(w, by_comparison);
        if (outside > by_not) w.put(")");
    }
};

/// A test: operand, then what is said of it. Binds like a comparison.
template <class Node, class Rest>
constexpr void write_test(writer& w, int outside, Rest rest) {
    if (outside > by_comparison) w.put("(");
    write<typename Node::tested>(w, by_comparison + 1);
    rest();
    if (outside > by_comparison) w.put(")");
}

template <>
struct lower<node_kind::null_test> {
    template <class Node>
    static constexpr void write(writer& w, int outside) {
        bool const saw_before = std::exchange(w.saw_null_side, false);
        write_test<Node>(w, outside, [&] { w.put(Node::is_null ? " IS NULL" : " IS NOT NULL"); });
        if (!type_facts<typename Node::tested::type>::is_nullable && !w.saw_null_side) note_tested<typename Node::tested>(w);
        w.saw_null_side = saw_before;
    }

private:
    template <class Tested>
    static constexpr void note_tested(writer& w) {
        if constexpr (Tested::kind == node_kind::column) w.note(rule::null_test_of_not_null, Tested::source::name, Tested::name);
        else w.note(rule::null_test_of_not_null, "", "");
    }
};

template <>
struct lower<node_kind::between> {
    template <class Node>
    static constexpr void write(writer& w, int outside) {
        write_test<Node>(w, outside, [&] {
            w.put(" BETWEEN ");
            detail::write<typename Node::low_type>(w, by_comparison + 1);
            w.put(" AND ");
            detail::write<typename Node::high_type>(w, by_comparison + 1);
        });
    }
};

template <>
struct lower<node_kind::in_range> {
    template <class Node>
    static constexpr void write(writer& w, int outside) {
        write_test<Node>(w, outside, [&] {
            if constexpr (requires { typename Node::choices; }) {
                w.put(Node::negated ? " NOT IN (" : " IN (");
                write_list(w, "", static_cast<typename Node::choices*>(nullptr));
                w.put(")");
            } else {
                if constexpr (requires { Node::range_name; }) w.name_next(Node::range_name);
                write_range(w, Node::negated);
            }
        });
    }
};

template <>
struct lower<node_kind::in_query> {
    template <class Node>
    static constexpr void write(writer& w, int outside) {
        write_test<Node>(w, outside, [&] {
            w.put(Node::negated ? " NOT IN " : " IN ");
            write_subquery<typename Node::query>(w);
        });
    }
};

template <>
struct lower<node_kind::exists> {
    template <class Node>
    static constexpr void write(writer& w, int) {
        w.put("EXISTS ");
        write_subquery<typename Node::query>(w);
    }
};

template <>
struct lower<node_kind::scalar_subquery> {
    template <class Node>
    static constexpr void write(writer& w, int) {
        write_subquery<typename Node::query>(w);
    }
};

template <>
struct lower<node_kind::sequence> {
    template <class Node>
    static constexpr void write(writer& w, int) {
        if (!w.dialect.sequences) w.cannot("a sequence");
        w.put(Node::function);
        w.put("('");
        if (!Node::schema.empty()) {
            put_name(w, Node::schema);
            w.put(".");
        }
        put_name(w, Node::name);
        w.put("')");
    }

private:
    /// A name with its quotes, inside of a string.
    static constexpr void put_name(writer& w, std::string_view name) {
        w.put("\"");
        for (char c : name) {
            if (c == '"' || c == '\'') w.put(c);
            w.put(c);
        }
        w.put("\"");
    }
};

template <>
struct lower<node_kind::function> {
    template <class Node>
    static constexpr void write(writer& w, int) {
        w.put(Node::name);
        w.put("(");
        write_list(w, "", static_cast<typename Node::operands*>(nullptr));
        w.put(")");
    }
};

template <class Term>
constexpr void write_direction(writer& w) {
    if (Term::descending) w.put(" DESC");
    if (Term::nulls == nulls_order::first) w.put(" NULLS FIRST");
    if (Term::nulls == nulls_order::last) w.put(" NULLS LAST");
}
template <>
struct lower<node_kind::order_term> {
    template <class Node>
    static constexpr void write(writer& w, int) {
        detail::write<typename Node::ordered>(w);
        write_direction<Node>(w);
    }
};

}  // namespace dovetail::detail
