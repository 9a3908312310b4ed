// SPDX-License-Identifier: BSL-1.0
// Text of CASE.
#pragma once

#include <dovetail/expression/case.hpp>
#include <dovetail/lowering/lower.hpp>

namespace dovetail::detail {

template <>
struct lower<node_kind::case_> {
    template <class Node>
    static constexpr void write(writer& w, int) {
        w.put("CASE");
        write_nodes<Node>(w, static_cast<typename Node::operands*>(nullptr));
        w.put(" END");
    }

private:
    template <class Node, class... Nodes>
    static constexpr void write_nodes(writer& w, nodes<Nodes...>*) {
        std::size_t const count = sizeof...(Nodes), first = Node::is_simple;
        std::size_t at = 0;
        auto const introduce = [&] {
            if (at < first) w.put(" ");
            else if (Node::has_else && at + 1 == count) w.put(" ELSE ");
            else w.put((at - first) % 2 == 0 ? " WHEN " : " THEN ");
            ++at;
        };
        ((introduce(), detail::write<Nodes>(w)), ...);
    }
};

}  // namespace dovetail::detail
