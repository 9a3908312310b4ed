// SPDX-License-Identifier: BSL-1.0
// Functions and operators of dt::range columns. PostgreSQL only: SQLite keeps ranges as text.
//
//     dt::range_contains(bookings.during, now)                 // during @> now
//     dt::range_overlaps(bookings.during, dt::range_value(from, to))
//
// A range is an expression or a dt::range_value; what is no range is a value of its element type.
#pragma once

#include <dovetail/functions/call.hpp>
#include <dovetail/types/range.hpp>

namespace dovetail {
namespace detail {

template <class U>
using element_of_range = typename operand_type<U>::element_type;

/// The element's type behind a value: `int4range @> bigint` is no operator.
template <class Element>
constexpr auto cast_of_element() {
    if constexpr (std::is_same_v<value_of<Element>, std::int32_t>) return fixed_string("CAST(? AS INTEGER)");
    else if constexpr (std::is_same_v<value_of<Element>, std::int64_t>) return fixed_string("CAST(? AS BIGINT)");
    else if constexpr (std::is_same_v<value_of<Element>, decimal>) return fixed_string("CAST(? AS NUMERIC)");
    else return fixed_string("?");
}
template <class U>
constexpr bool require_range() {
    constexpr bool ok = requires { typename element_of_range<U>; };
    static_assert(ok, "dovetail: this function takes a dt::range here");
    return ok;
}
template <class U>
inline constexpr bool is_range = requires { typename element_of_range<U>; };

/// Two ranges of one type.
template <class Result, fixed_string Text, class A, class B>
constexpr auto call_of_ranges(A&& first, B&& second) {
    constexpr bool ok = require_range<A>();
    if constexpr (ok)
        return call<Result, "", Text, operand_type<A>, operand_type<A>>(static_cast<A&&>(first), static_cast<B&&>(second));
    else return after_error{};
}

}  // namespace detail

/// Whether the range contains the second one, or the value (@>).
template <class A, class B>
constexpr auto range_contains(A&& of, B&& other) {
    if constexpr (detail::is_range<B>) return detail::call_of_ranges<boolean, "? @> ?">(static_cast<A&&>(of), static_cast<B&&>(other));
    else {
        constexpr bool ok = detail::require_range<A>();
        if constexpr (ok) {
            using element = detail::element_of_range<A>;
            return detail::call<boolean, "", detail::text_of_parts<"? @> ", detail::cast_of_element<element>()>, detail::operand_type<A>, element>(
                static_cast<A&&>(of), static_cast<B&&>(other));
        } else return detail::after_error{};
    }
}
/// Whether the second range contains the first one (<@).
template <class A, class B>
constexpr auto range_contained_by(A&& of, B&& other) {
    return detail::call_of_ranges<boolean, "? <@ ?">(static_cast<A&&>(of), static_cast<B&&>(other));
}
/// Whether they have a value in common (&&).
template <class A, class B>
constexpr auto range_overlaps(A&& first, B&& second) {
    return detail::call_of_ranges<boolean, "? && ?">(static_cast<A&&>(first), static_cast<B&&>(second));
}
/// Whether one begins where the other ends (-|-).
template <class A, class B>
constexpr auto range_adjacent(A&& first, B&& second) {
    return detail::call_of_ranges<boolean, "? -|- ?">(static_cast<A&&>(first), static_cast<B&&>(second));
}
/// What they have in common (*); the empty range where that is nothing.
template <class A, class B>
constexpr auto range_intersection(A&& first, B&& second) {
    return detail::call_of_ranges<detail::operand_type<A>, "? * ?">(static_cast<A&&>(first), static_cast<B&&>(second));
}
/// The bounds; NULL where there is none.
template <class A>
constexpr auto range_lower(A&& of) {
    constexpr bool ok = detail::require_range<A>();
    if constexpr (ok) return detail::call_as<nullable<detail::element_of_range<A>>, "", "lower(?)", detail::operand_type<A>>(static_cast<A&&>(of));
    else return detail::after_error{};
}
template <class A>
constexpr auto range_upper(A&& of) {
    constexpr bool ok = detail::require_range<A>();
    if constexpr (ok) return detail::call_as<nullable<detail::element_of_range<A>>, "", "upper(?)", detail::operand_type<A>>(static_cast<A&&>(of));
    else return detail::after_error{};
}
template <class A>
constexpr auto range_is_empty(A&& of) {
    constexpr bool ok = detail::require_range<A>();
    if constexpr (ok) return detail::call<boolean, "", "isempty(?)", detail::operand_type<A>>(static_cast<A&&>(of));
    else return detail::after_error{};
}

}  // namespace dovetail
