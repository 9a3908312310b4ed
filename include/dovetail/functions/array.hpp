// SPDX-License-Identifier: BSL-1.0
// Functions of dt::array columns. ("red" == dt::any_(shirts.colors) is in <dovetail.hpp>.)
//
//     dt::array_length(shirts.colors)      dt::array_contains(shirts.colors, std::vector<std::string>{"red", "blue"})
//
// SQLite keeps arrays as JSON: of these functions it has array_length() and array_at(), and of those only numbers and text.
#pragma once

#include <dovetail/expression/literal.hpp>
#include <dovetail/expression/quantifier.hpp>
#include <dovetail/functions/call.hpp>
#include <dovetail/types/array.hpp>

namespace dovetail {
namespace detail {

template <class U>
constexpr bool find_is_array() {
    if constexpr (!expression<U>) return false;
    else return requires { without_null<typename std::remove_cvref_t<U>::type>::form::is_array; };
}
template <class U>
constexpr bool require_array() {
    static_assert(find_is_array<U>(), "dovetail: this function takes a dt::array column here");
    return find_is_array<U>();
}
template <class U>
using element_type = typename type_of_element<typename value_of<operand_type<U>>::value_type>::type;

template <class Result, fixed_string Text, class A, class B>
constexpr auto compare_arrays(A const& first, B&& second) {
    constexpr bool ok = require_array<A>();
    if constexpr (ok) return call<Result, "", Text, operand_type<A>, operand_type<A>>(first, static_cast<B&&>(second));
    else return after_error{};
}

/// A value as an element of that type, of which PostgreSQL is told; an expression as it is.
template <class Element, class U>
constexpr auto element_of(U&& given) {
    if constexpr (expression<U> || !can_compare<Element, U>()) return std::remove_cvref_t<U>(given);
    else return typed<placeholder, nullable_if<may_be_null<U>, Element>>(values_for<Element>(static_cast<U&&>(given)));
}
template <class Result, fixed_string Text, class A, class... U>
constexpr auto call_with_elements(A const& of, U&&... elements) {
    constexpr bool ok = require_array<A>();
    if constexpr (ok) {
        using element = without_null<element_type<A>>;
        return call_as<Result, "", Text, operand_type<A>, std::conditional_t<false, U, element>...>(of, element_of<element>(static_cast<U&&>(elements))...);
    } else return after_error{};
}
/// A call that gives another array of the type.
template <fixed_string Text, class A, class... U>
constexpr auto change_array(A const& of, U&&... elements) {
    return call_with_elements<nullable_if<may_be_null<A>, operand_type<A>>, Text>(of, static_cast<U&&>(elements)...);
}

}  // namespace detail

/// The number of elements; 0 of an empty array.
template <class A>
constexpr auto array_length(A const& of) {
    constexpr bool ok = detail::require_array<A>();
    if constexpr (ok) return detail::call<integer, "json_array_length(?)", "cardinality(?)", detail::operand_type<A>>(of);
    else return detail::after_error{};
}
/// The element at that place, counted from 1; NULL where there is none.
template <class A, class Place>
constexpr auto array_at(A const& of, Place&& place) {
    constexpr bool ok = detail::require_array<A>();
    if constexpr (ok) {
        using element = without_null<detail::element_type<A>>;
        constexpr bool in_json = type_facts<element>::family == type_family::number || type_facts<element>::family == type_family::text ||
                                 type_facts<element>::family == type_family::boolean;
        constexpr auto sqlite = [] {
            if constexpr (in_json) return fixed_string("json_extract(?, '$[' || (? - 1) || ']')");
            else return fixed_string("");
        }();
        return detail::call_as<nullable<element>, sqlite, "(?)[CAST(? AS INTEGER)]", detail::operand_type<A>, bigint>(of, static_cast<Place&&>(place));
    } else return detail::after_error{};
}
/// Whether the first array has all elements of the second (@>), the second all of the first (<@), or both one in common
/// (&&). The second is an array column or a std::vector. PostgreSQL only.
template <class A, class B>
constexpr auto array_contains(A const& of, B&& elements) {
    return detail::compare_arrays<boolean, "? @> ?">(of, static_cast<B&&>(elements));
}
template <class A, class B>
constexpr auto array_contained_by(A const& of, B&& elements) {
    return detail::compare_arrays<boolean, "? <@ ?">(of, static_cast<B&&>(elements));
}
template <class A, class B>
constexpr auto array_overlaps(A const& of, B&& elements) {
    return detail::compare_arrays<boolean, "? && ?">(of, static_cast<B&&>(elements));
}
/// Both arrays one behind the other. PostgreSQL only.
template <class A, class B>
constexpr auto array_cat(A const& first, B&& second) {
    constexpr bool ok = detail::require_array<A>();
    if constexpr (ok) return detail::call<detail::operand_type<A>, "", "array_cat(?, ?)", detail::operand_type<A>, detail::operand_type<A>>(first, static_cast<B&&>(second));
    else return detail::after_error{};
}
/// The array with one more element at its end, or at its beginning: a value or an expression. PostgreSQL only.
template <class A, class Element>
constexpr auto array_append(A const& of, Element&& element) {
    return detail::change_array<"array_append(?, ?)">(of, static_cast<Element&&>(element));
}
template <class Element, class A>
constexpr auto array_prepend(Element&& element, A const& of) {
    return detail::change_array<"array_prepend(?2, ?1)">(of, static_cast<Element&&>(element));
}
/// The array without all elements that are equal to this one, or with another one in their place. PostgreSQL only.
template <class A, class Element>
constexpr auto array_remove(A const& of, Element&& element) {
    return detail::change_array<"array_remove(?, ?)">(of, static_cast<Element&&>(element));
}
template <class A, class Old, class New>
constexpr auto array_replace(A const& of, Old&& old, New&& by) {
    return detail::change_array<"array_replace(?, ?, ?)">(of, static_cast<Old&&>(old), static_cast<New&&>(by));
}
/// The place of the first element that is equal to this one, counted from 1; NULL where there is none. PostgreSQL only.
template <class A, class Element>
constexpr auto array_position(A const& of, Element&& element) {
    return detail::call_with_elements<nullable<integer>, "array_position(?, ?)">(of, static_cast<Element&&>(element));
}
/// The elements as one text, with the separator between; NULL elements are left out. PostgreSQL only.
template <class A, class Separator>
constexpr auto array_to_string(A const& of, Separator&& separator) {
    constexpr bool ok = detail::require_array<A>();
    if constexpr (ok) return detail::call<text, "", "array_to_string(?, ?)", detail::operand_type<A>, text>(of, static_cast<Separator&&>(separator));
    else return detail::after_error{};
}

}  // namespace dovetail
