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
        write_list(w, "", static_cast<typename Node::direct*>(nullptr));
        w.put(") WITHIN GROUP (ORDER BY ");
        detail::write<typename Node::order>(w);
    }
};

}  // namespace dovetail::detail
