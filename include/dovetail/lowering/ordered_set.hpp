// SPDX-License-Identifier: BSL-1.0
// Text of ordered-set aggregates: percentile_cont(0.5) WITHIN GROUP (ORDER BY x).
#pragma once

#include <dovetail/expression/ordered_set.hpp>
#include <dovetail/lowering/window.hpp>

namespace dovetail::detail {

/// Stands between the brackets of an aggregate, which are closed and opened again in it.
template <>
struct lower<node_kind::within_group> {
    template <class Node>
    static constexpr void write(writer& w, int) {
        if (!w.dialect.ordered_sets) w.cannot("WITHIN GROUP");
        if (w.inside_window && !w.inside_aggregate) w.cannot("WITHIN GROUP beside OVER");
        write_direct<Node>(w);
        w.put(") WITHIN GROUP (ORDER BY ");
        detail::write<typename Node::order>(w);
    }

private:
    /// What is given once for all rows is computed of what they are grouped by.
    template <class Node>
    static constexpr void write_direct(writer& w) {
        bool const was_inside = std::exchange(w.inside_aggregate, false);
        bool const had_aggregate = w.current != nullptr && std::exchange(w.current->saw_aggregate, false);
        write_list(w, "", static_cast<typename Node::direct*>(nullptr));
        if (w.current != nullptr && std::exchange(w.current->saw_aggregate, had_aggregate)) w.note(rule::nested_aggregate, "", "");
        w.inside_aggregate = was_inside;
    }
};

}  // namespace dovetail::detail
