// SPDX-License-Identifier: BSL-1.0
// Text of ROLLUP, CUBE and GROUPING SETS.
#pragma once

#include <dovetail/expression/grouping.hpp>
#include <dovetail/lowering/lower.hpp>

namespace dovetail::detail {

template <>
struct lower<node_kind::grouping> {
    template <class Node>
    static constexpr void write(writer& w, int) {
        if (!w.dialect.grouping_sets) w.cannot("ROLLUP, CUBE and GROUPING SETS");
        switch (Node::grouping) {
            case grouping_kind::rollup: w.put("ROLLUP ("); break;
            case grouping_kind::cube: w.put("CUBE ("); break;
            case grouping_kind::sets: w.put("GROUPING SETS ("); break;
        }
        write_parts(w, static_cast<typename Node::operands*>(nullptr));
        w.put(")");
    }

private:
    template <class... Parts>
    static constexpr void write_parts(writer& w, nodes<Parts...>*) {
        bool first = true;
        ((w.put(first ? "" : ", "), first = false, write_part<Parts>(w)), ...);
    }
    template <class Part>
    static constexpr void write_part(writer& w) {
        if constexpr (requires { Part::kind; }) detail::write<Part>(w);
        else {
            w.put("(");
            write_list(w, "", static_cast<typename Part::operands*>(nullptr));
            w.put(")");
        }
    }
};

}  // namespace dovetail::detail
