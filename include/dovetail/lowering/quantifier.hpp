// SPDX-License-Identifier: BSL-1.0
// Text of ANY and ALL, of row values, and of what looks for them.
#pragma once

#include <dovetail/expression/quantifier.hpp>
#include <dovetail/expression/row_value.hpp>
#include <dovetail/lowering/in_rows.hpp>
#include <dovetail/lowering/lower.hpp>

namespace dovetail::detail {

template <>
struct lower<node_kind::quantified> {
    template <class Node>
    static constexpr void write(writer& w, int outside) {
        if (outside > by_comparison) w.put("(");
        detail::write<typename Node::left>(w, by_comparison + 1);
        if (w.dialect.functions == spelling::postgres) {
            w.put(text_of(Node::op, w.dialect).text);
            w.put(Node::all ? "ALL" : "ANY");
            write_values<typename Node::source_of_values>(w);
        } else write_as_in<Node>(w);
        if (outside > by_comparison) w.put(")");
    }

private:
    template <class Source>
    static constexpr void write_values(writer& w) {
        if constexpr (requires { typename Source::select_tag; }) {
            w.put(" ");
            write_subquery<Source>(w);
        } else {
            w.put("(");
            detail::write<Source>(w);
            w.put(")");
        }
    }
    template <class Node>
    static constexpr void write_as_in(writer& w) {
        using source = typename Node::source_of_values;
        constexpr bool is_in = Node::op == binary_operator::equal && !Node::all;
        constexpr bool is_not_in = Node::op == binary_operator::not_equal && Node::all;
        if (!is_in && !is_not_in) w.cannot(Node::all ? "ALL" : "ANY");
        if constexpr (requires { typename source::select_tag; }) {
            w.put(is_in ? " IN " : " NOT IN ");
            write_subquery<source>(w);
        } else if constexpr (source::kind == node_kind::placeholder) {
            write_range(w, is_not_in);
        } else {        // an array, which is kept as JSON
            w.put(is_in ? " IN (SELECT value FROM json_each(" : " NOT IN (SELECT value FROM json_each(");
            detail::write<source>(w);
            w.put("))");
        }
    }
};

template <>
struct lower<node_kind::row_value> {
    template <class Node>
    static constexpr void write(writer& w, int) {
        w.put("(");
        write_list(w, "", static_cast<typename Node::operands*>(nullptr));
        w.put(")");
    }
};

template <>
struct lower<node_kind::in_rows> {
    template <class Node>
    static constexpr void write(writer& w, int outside) {
        write_test<Node>(w, outside, [&] {
            w.put(Node::negated ? " NOT IN " : " IN ");
            write_columns(w, typename Node::types{});
        });
    }

private:
    template <class... T>
    static constexpr void write_columns(writer& w, type_list<T...>) {
        constexpr range_column columns[]{{type_facts<T>::stored_as, type_facts<T>::formed}...};
        write_rows(w, columns);
    }
};

}  // namespace dovetail::detail
