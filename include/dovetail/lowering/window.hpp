// SPDX-License-Identifier: BSL-1.0
// Text of FILTER, of OVER and WINDOW, and of aggregates that take their rows in an order.
#pragma once

#include <dovetail/expression/window.hpp>
#include <dovetail/lowering/values.hpp>

namespace dovetail::detail {

template <class Node>
constexpr void write_filter(writer& w) {
    w.put(" FILTER (WHERE ");
    write<typename Node::condition>(w);
    w.put(")");
}
template <>
struct lower<node_kind::filtered> {
    template <class Node>
    static constexpr void write(writer& w, int) {
        write_aggregate<typename Node::aggregate>(w, false, [&] { write_filter<Node>(w); });
    }
};

template <class Bound>
constexpr void write_bound(writer& w) {
    using enum frame_bound_kind;
    if constexpr (requires { Bound::offset::kind; }) write<typename Bound::offset>(w);
    switch (Bound::kind) {
        case unbounded_preceding: return w.put("UNBOUNDED PRECEDING");
        case preceding: return w.put(" PRECEDING");
        case current_row: return w.put("CURRENT ROW");
        case following: return w.put(" FOLLOWING");
        case unbounded_following: return w.put("UNBOUNDED FOLLOWING");
    }
}
template <class Frame>
constexpr void write_frame(writer& w, bool is_first) {
    if (Frame::unit == frame_unit::none) return;
    w.put(is_first ? "" : " ");
    w.put(Frame::unit == frame_unit::rows ? "ROWS" : Frame::unit == frame_unit::range ? "RANGE" : "GROUPS");
    w.put(" BETWEEN ");
    write_bound<typename Frame::start>(w);
    w.put(" AND ");
    write_bound<typename Frame::end>(w);
    switch (Frame::excluded) {
        case frame_exclusion::nothing: return;
        case frame_exclusion::current_row: return w.put(" EXCLUDE CURRENT ROW");
        case frame_exclusion::group: return w.put(" EXCLUDE GROUP");
        case frame_exclusion::ties: return w.put(" EXCLUDE TIES");
    }
}
constexpr void write_window_name(writer& w, std::string_view name) {
    if (w.current && !w.current->has_window(name)) w.note(rule::window_not_defined, "", name);
    w.identifier(name);
}
/// (PARTITION BY ... ORDER BY ... frame), or (name ORDER BY ... frame)
template <class Spec>
constexpr void write_spec(writer& w) {
    using partition = typename Spec::partition;
    using order = typename Spec::order;
    constexpr bool has_start = !std::is_same_v<partition, nodes<>> || !Spec::extends.empty(), has_order = !std::is_same_v<order, nodes<>>;
    w.put("(");
    if (!Spec::extends.empty()) write_window_name(w, Spec::extends);
    write_list(w, "PARTITION BY ", static_cast<partition*>(nullptr));
    write_list(w, has_start ? " ORDER BY " : "ORDER BY ", static_cast<order*>(nullptr));
    write_frame<typename Spec::frame>(w, !has_start && !has_order);
    w.put(")");
}

template <class Window>
constexpr void write_over(writer& w) {
    w.put(" OVER ");
    if constexpr (requires { Window::is_spec; }) write_spec<Window>(w);
    else write_window_name(w, Window::name);
}

template <>
struct lower<node_kind::window> {
    template <class Node>
    static constexpr void write(writer& w, int) {
        using function = typename Node::function;
        using window = typename Node::window;
        if ((w.in != clause::select && w.in != clause::order) || w.inside_aggregate) w.note(rule::window_in_where, "", "");
        if (w.inside_window) w.note(rule::window_in_where, "", "");
        w.inside_window = true;
        if constexpr (requires { typename function::argument; }) write_aggregate<function>(w, true, [&] { write_over<window>(w); });
        else if constexpr (requires { typename function::aggregate; })
            write_aggregate<typename function::aggregate>(w, true, [&] {
                write_filter<function>(w);
                write_over<window>(w);
            });
        else {
            w.put(function::name);
            w.put("(");
            write_list(w, "", static_cast<typename function::operands*>(nullptr));
            w.put(")");
            write_over<window>(w);
        }
        w.inside_window = false;
    }
};

template <class... Definitions>
constexpr void write_windows(writer& w, parts<Definitions...> const*) {
    bool first = true;
    w.in = clause::select;      // its columns have to be grouped as those that are selected
    ((w.put(first ? " WINDOW " : ", "), first = false, w.identifier(Definitions::name), w.put(" AS "),
      write_spec<typename Definitions::spec>(w)),
     ...);
    w.in = clause::other;
}

}  // namespace dovetail::detail
