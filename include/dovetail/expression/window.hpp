// SPDX-License-Identifier: BSL-1.0
// Windows: a function of the rows around each row, and the functions that need one.
//
//     dt::row_number().over(dt::partition_by(posts.author_id).order_by(posts.score.desc()))
//     dt::sum(posts.score).over(dt::window().order_by(posts.id).rows(dt::preceding(2), dt::current_row))
//     constexpr dt::window_name<"w"> w;
//     dt::select(dt::rank().over(w)).window(w.as(dt::partition_by(posts.author_id).order_by(posts.score)))
#pragma once

#include <dovetail/expression/aggregate.hpp>
#include <dovetail/expression/literal.hpp>

namespace dovetail {

enum class frame_unit { none, rows, range, groups };
enum class frame_bound_kind { unbounded_preceding, preceding, current_row, following, unbounded_following };
enum class frame_exclusion { nothing, current_row, group, ties };

/// Where a frame begins or ends. Offset: a literal, for preceding(n) and following(n).
template <frame_bound_kind Kind, class Offset = nodes<>>
struct frame_bound {
    static constexpr auto kind = Kind;
    using offset = Offset;
    static constexpr unsigned parameters = 0;
    static constexpr bound_values<0> values{};
};
template <frame_bound_kind Kind, class Offset>
    requires requires { Offset::parameters; }
struct frame_bound<Kind, Offset> {
    static constexpr auto kind = Kind;
    using offset = Offset;
    static constexpr unsigned parameters = Offset::parameters;
    bound_values<parameters> values;
};
inline constexpr frame_bound<frame_bound_kind::unbounded_preceding> unbounded_preceding;
inline constexpr frame_bound<frame_bound_kind::current_row> current_row;
inline constexpr frame_bound<frame_bound_kind::unbounded_following> unbounded_following;

namespace detail {
template <frame_bound_kind Kind, class U>
constexpr auto make_bound(U&& distance) {
    if constexpr (std::is_integral_v<std::remove_cvref_t<U>>) {
        using offset = placeholder;
        return frame_bound<Kind, offset>{{{hold<bigint, U>(static_cast<U&&>(distance))}}};
    } else {
        auto const offset = literal(static_cast<U&&>(distance));
        return frame_bound<Kind, std::remove_const_t<decltype(offset)>>{offset.values};
    }
}
}  // namespace detail

/// So many rows or groups away; with range(), so far away in the one column that the window is ordered by.
template <class U>
constexpr auto preceding(U&& distance) {
    return detail::make_bound<frame_bound_kind::preceding>(static_cast<U&&>(distance));
}
template <class U>
constexpr auto following(U&& distance) {
    return detail::make_bound<frame_bound_kind::following>(static_cast<U&&>(distance));
}

template <frame_unit Unit, class Start, class End, frame_exclusion Excluded>
struct window_frame {
    static constexpr auto unit = Unit;
    static constexpr auto excluded = Excluded;
    using start = Start;
    using end = End;
    static constexpr unsigned parameters = Start::parameters + End::parameters;
};
using default_frame = window_frame<frame_unit::none, frame_bound<frame_bound_kind::unbounded_preceding>,
                                   frame_bound<frame_bound_kind::current_row>, frame_exclusion::nothing>;

/// Partition: nodes that rows of one partition agree in. Order: what they are ordered by. Frame: which of them count. Extends:
/// the name of the window that it goes on from.
template <class Partition, class Order, class Frame, fixed_string Extends = "">
struct window_spec;
template <class... Partition, class... Order, class Frame, fixed_string Extends>
struct window_spec<nodes<Partition...>, nodes<Order...>, Frame, Extends> {
    static constexpr unsigned parameters = (Partition::parameters + ... + 0u) + (Order::parameters + ... + 0u) + Frame::parameters;
    using partition = nodes<Partition...>;
    using order = nodes<Order...>;
    using frame = Frame;
    using operands = nodes<Partition..., Order...>;
    static constexpr bool is_spec = true;
    static constexpr std::string_view extends = Extends;

    [[no_unique_address]] bound_values<(Partition::parameters + ... + 0u)> partition_values{};
    [[no_unique_address]] bound_values<(Order::parameters + ... + 0u)> order_values{};
    [[no_unique_address]] bound_values<Frame::parameters> frame_values{};

    template <class... Terms>
    constexpr auto partition_by(Terms const&... terms) const {
        static_assert(extends.empty(), "dovetail: a window that goes on from a named one has its partitions; give partition_by() to that one");
        if constexpr (require_terms<Terms...>())
            return window_spec<nodes<Partition..., Terms...>, nodes<Order...>, Frame, Extends>{
                detail::join(partition_values, terms.values...), order_values, frame_values};
        else return *this;
    }
    template <class... Terms>
    constexpr auto order_by(Terms const&... terms) const {
        if constexpr (require_terms<Terms...>())
            return window_spec<nodes<Partition...>, nodes<Order..., Terms...>, Frame, Extends>{
                partition_values, detail::join(order_values, terms.values...), frame_values};
        else return *this;
    }
    /// The rows that count, as numbers of rows around the current one; range(): as distances in what orders them; groups():
    /// as numbers of groups of rows that are equal in it.
    template <class Start, class End = frame_bound<frame_bound_kind::current_row>>
    constexpr auto rows(Start const& start, End const& end = {}) const { return between<frame_unit::rows>(start, end); }
    template <class Start, class End = frame_bound<frame_bound_kind::current_row>>
    constexpr auto range(Start const& start, End const& end = {}) const { return between<frame_unit::range>(start, end); }
    template <class Start, class End = frame_bound<frame_bound_kind::current_row>>
    constexpr auto groups(Start const& start, End const& end = {}) const { return between<frame_unit::groups>(start, end); }
    /// Without the current row, its equals and itself, or its equals.
    constexpr auto exclude_current_row() const { return exclude<frame_exclusion::current_row>(); }
    constexpr auto exclude_group() const { return exclude<frame_exclusion::group>(); }
    constexpr auto exclude_ties() const { return exclude<frame_exclusion::ties>(); }

    constexpr auto all_values() const { return detail::join(partition_values, order_values, frame_values); }

private:
    template <class... Terms>
    static constexpr bool require_terms() {
        constexpr bool ok = (expression<Terms> && ...);
        static_assert(ok, "dovetail: partition_by() and order_by() of a window take columns and expressions");
        return ok;
    }
    template <frame_unit Unit, class Start, class End>
    constexpr auto between(Start const& start, End const& end) const {
        constexpr bool ok = Start::kind <= End::kind && Start::kind != frame_bound_kind::unbounded_following &&
                            End::kind != frame_bound_kind::unbounded_preceding;
        static_assert(ok, "dovetail: a frame begins before it ends");
        constexpr bool has_order = Unit == frame_unit::rows || sizeof...(Order) > 0 || !extends.empty();
        static_assert(has_order, "dovetail: range() and groups() count in what the window is ordered by; write order_by() before");
        using frame_type = window_frame<Unit, Start, End, Frame::excluded>;
        return window_spec<nodes<Partition...>, nodes<Order...>, frame_type, Extends>{partition_values, order_values,
                                                                                    detail::join(start.values, end.values)};
    }
    template <frame_exclusion Excluded>
    constexpr auto exclude() const {
        constexpr bool has_frame = Frame::unit != frame_unit::none;
        static_assert(has_frame, "dovetail: exclude...() leaves rows out of a frame; write rows(), range() or groups() before");
        using frame_type = window_frame<Frame::unit, typename Frame::start, typename Frame::end, Excluded>;
        return window_spec<nodes<Partition...>, nodes<Order...>, frame_type, Extends>{partition_values, order_values, frame_values};
    }
};

/// A window over all rows, to which partition_by(), order_by() and a frame can be added.
constexpr auto window() { return window_spec<nodes<>, nodes<>, default_frame>{}; }
template <class... Terms>
constexpr auto partition_by(Terms const&... terms) { return window().partition_by(terms...); }

/// Name AS (Spec), in .window(...).
template <fixed_string Name, class Spec>
struct window_definition {
    static constexpr auto name = Name;
    using spec = Spec;
    static constexpr unsigned parameters = Spec::parameters;
    [[no_unique_address]] bound_values<parameters> values;
};
/// The name of a window, which several functions share. With an order or a frame it is a window that goes on from that one:
/// OVER (w ORDER BY ...), where the named one has no order, or no frame.
template <fixed_string Name>
struct window_name {
    static constexpr auto name = Name;
    static constexpr unsigned parameters = 0;
    using operands = nodes<>;
    template <class Spec>
    constexpr auto as(Spec const& spec) const { return window_definition<Name, Spec>{spec.all_values()}; }
    template <class... Terms>
    constexpr auto order_by(Terms const&... terms) const { return extended<Terms...>().order_by(terms...); }
    template <class... Bounds>
    constexpr auto rows(Bounds const&... bounds) const { return extended<Bounds...>().rows(bounds...); }
    template <class... Bounds>
    constexpr auto range(Bounds const&... bounds) const { return extended<Bounds...>().range(bounds...); }
    template <class... Bounds>
    constexpr auto groups(Bounds const&... bounds) const { return extended<Bounds...>().groups(bounds...); }
    constexpr bound_values<0> all_values() const { return {}; }

private:
    template <class...>
    static constexpr auto extended() { return window_spec<nodes<>, nodes<>, default_frame, Name>{}; }
};

/// Function OVER (Window).
template <class Function, class Window>
struct window_call : operand<window_call<Function, Window>> {
    static constexpr auto kind = node_kind::window;
    static constexpr unsigned parameters = Function::parameters + Window::parameters;
    using type = typename Function::type;
    using function = Function;
    using window = Window;
    using operands = nodes<Function, Window>;
    using null_from = nodes<Function>;
    [[no_unique_address]] bound_values<parameters> values;
};

/// What .over(...) of an aggregate makes.
template <class Function>
struct over<Function> {
    static constexpr auto make(Function const& function) { return over<Function, decltype(dovetail::window())>::make(function, dovetail::window()); }
};
template <class Function, class Window>
struct over<Function, Window> {
    static constexpr auto make(Function const& function, Window const& window) {
        constexpr bool ok = requires { window.all_values(); };
        static_assert(ok, "dovetail: over() takes a window, such as dt::partition_by(users.role_id), or a window's name");
        if constexpr (ok) return window_call<Function, Window>{{}, detail::join(function.values, window.all_values())};
        else return detail::after_error{};
    }
};

/// A function that needs a window: no expression before .over(...).
template <fixed_string Name, class Type, class... Arguments>
struct window_function {
    static constexpr auto name = Name;
    static constexpr unsigned parameters = (Arguments::parameters + ... + 0u);
    using type = Type;
    using operands = nodes<Arguments...>;
    using null_from = nodes<>;
    [[no_unique_address]] bound_values<parameters> values;

    template <class... Window>
    constexpr auto over(Window const&... window) const {
        return dovetail::over<window_function, Window...>::make(*this, window...);
    }
};

namespace detail {
template <fixed_string Name, class Type>
constexpr auto rank_function() { return window_function<Name, Type>{}; }
template <fixed_string Name, class Type, class... A>
constexpr auto value_function(A const&... arguments) {
    return window_function<Name, Type, A...>{join(bound_values<0>{}, arguments.values...)};
}
template <class E> using nullable_type = typename nullable_once<typename E::type>::type;
}  // namespace detail

/// The number of the row in its partition, from 1. rank(): equals share one and leave a gap; dense_rank(): without gaps.
constexpr auto row_number() { return detail::rank_function<"row_number", bigint>(); }
constexpr auto rank() { return detail::rank_function<"rank", bigint>(); }
constexpr auto dense_rank() { return detail::rank_function<"dense_rank", bigint>(); }
/// (rank - 1) / (rows - 1), and the share of rows up to and with this one's equals.
constexpr auto percent_rank() { return detail::rank_function<"percent_rank", double_precision>(); }
constexpr auto cume_dist() { return detail::rank_function<"cume_dist", double_precision>(); }
/// The number of the row's part when its partition is cut into so many parts of nearly one size.
constexpr auto ntile(int parts) { return detail::value_function<"ntile", integer>(literal(parts)); }
/// The value in the row so many before, or after; NULL, or what is given, where there is none.
template <expression E>
constexpr auto lag(E const& value, int rows = 1) {
    return detail::value_function<"lag", detail::nullable_type<E>>(value, literal(rows));
}
template <expression E>
constexpr auto lead(E const& value, int rows = 1) {
    return detail::value_function<"lead", detail::nullable_type<E>>(value, literal(rows));
}
template <expression E, class U>
constexpr auto lag(E const& value, int rows, U&& otherwise) {
    return detail::value_function<"lag", typename E::type>(value, literal(rows), detail::as_operand<E>(static_cast<U&&>(otherwise)));
}
template <expression E, class U>
constexpr auto lead(E const& value, int rows, U&& otherwise) {
    return detail::value_function<"lead", typename E::type>(value, literal(rows), detail::as_operand<E>(static_cast<U&&>(otherwise)));
}
/// The value in the first, the last, or the n-th row of the frame; NULL where there is none.
template <expression E>
constexpr auto first_value(E const& value) { return detail::value_function<"first_value", detail::nullable_type<E>>(value); }
template <expression E>
constexpr auto last_value(E const& value) { return detail::value_function<"last_value", detail::nullable_type<E>>(value); }
template <expression E>
constexpr auto nth_value(E const& value, int n) {
    return detail::value_function<"nth_value", detail::nullable_type<E>>(value, literal(n));
}

}  // namespace dovetail
