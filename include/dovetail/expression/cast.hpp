// SPDX-License-Identifier: BSL-1.0
// CAST.
//
//     dt::cast<dt::double_precision>(posts.score) / 2      dt::cast<dt::date>(users.created_at)
//
// The same on both databases: a fraction cast to an integer is cut (PostgreSQL's own CAST rounds), a number cast to a
// boolean is whether it is not 0, a date is the day in UTC, a timestamp of a datetime the time in UTC, and the other way
// round. Text that is no number or date is an error on PostgreSQL;
// SQLite takes what it can read of a number, and NULL for a date. Text of a double is "2" on PostgreSQL and
// "2.0" on SQLite.
#pragma once

#include <dovetail/expression/operand_type.hpp>

namespace dovetail {

template <class Type, class Argument>
struct cast_expression : operand<cast_expression<Type, Argument>> {
    static constexpr auto kind = node_kind::cast;
    static constexpr unsigned parameters = Argument::parameters;
    using type = Type;
    using argument_type = Argument;
    using operands = nodes<Argument>;
    [[no_unique_address]] bound_values<parameters> values;
    constexpr explicit cast_expression(bound_values<parameters> v) : values(static_cast<bound_values<parameters>&&>(v)) {}
};

namespace detail {
/// Whether both databases can make a value of the one family of a value of the other.
constexpr bool can_cast(type_family from, type_family to) {
    using enum type_family;
    if (from == to) return from != custom;
    switch (from) {
        case text: return to == number || to == date || to == datetime || to == formed;
        case number: return to == text || to == boolean || to == formed;
        case boolean: return to == number || to == text;
        case date: return to == datetime || to == text;
        case datetime: return to == date;
        case formed: return to == text || to == number;
        default: return false;
    }
}
/// A timestamp is cast as a datetime is: dates and datetimes become one, and it becomes them.
template <class Type>
constexpr bool is_timestamp_type() { return is_formed_type<"TIMESTAMP", Type>(); }
template <class Type>
inline constexpr auto cast_family = is_timestamp_type<Type>() ? type_family::datetime : type_facts<Type>::family;
template <class From, class To>
constexpr bool has_cast() {
    return can_cast(type_facts<From>::family, type_facts<To>::family) ||
           ((is_timestamp_type<From>() || is_timestamp_type<To>()) && can_cast(cast_family<From>, cast_family<To>));
}
/// A value with its own type: in a cast to text, 5 is a number.
template <class Type>
struct typed_placeholder : placeholder {
    using type = Type;
};
/// A function's argument as a node. PostgreSQL finds no type of a NULL there, so an optional has it written.
template <class U>
constexpr auto find_argument_node() {
    if constexpr (expression<U> || !is_optional<std::remove_cvref_t<U>>) return std::type_identity<node_for<U>>{};
    else return std::type_identity<cast_expression<nullable<operand_type<U>>, typed_placeholder<operand_type<U>>>>{};
}
template <class U>
using argument_node = typename decltype(find_argument_node<U>())::type;
}  // namespace detail

/// The argument, an expression or a C++ value, as a value of another SQL type; NULL stays NULL. dt::cast<dt::text>(std::nullopt)
/// is NULL where no column stands beside it, as in a select of a UNION.
template <class Type, class U>
constexpr auto cast(U&& given) {
    using from = std::conditional_t<detail::is_null_literal<U>, without_null<Type>, detail::operand_type<U>>;
    constexpr bool ok = [] {
        if constexpr (detail::is_null_literal<U>) return true;
        else if constexpr (std::is_void_v<from>) return false;
        else return detail::has_cast<from, Type>();
    }();
    static_assert(ok, "dovetail: there is no CAST between these two SQL types");
    if constexpr (!ok) return detail::after_error{};
    else {
        using node = std::conditional_t<expression<U>, std::remove_cvref_t<U>, detail::typed_placeholder<from>>;
        using result = detail::nullable_if<detail::may_be_null<U> || type_facts<Type>::is_nullable, without_null<Type>>;
        return cast_expression<result, node>(detail::values_for<from>(static_cast<U&&>(given)));
    }
}

namespace detail {
/// Text beside text: of an integer its digits, which are the same on both databases; anything else as it is.
template <class U>
constexpr decltype(auto) digits_as_text(U&& given) {
    if constexpr (is_integral_type<operand_type<U>>) return cast<text>(static_cast<U&&>(given));
    else return static_cast<U&&>(given);
}
}  // namespace detail

}  // namespace dovetail
