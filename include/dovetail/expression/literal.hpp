// SPDX-License-Identifier: BSL-1.0
// A C++ value as an expression of its own: dt::literal(0).as(depth).
#pragma once

#include <dovetail/expression/label.hpp>
#include <dovetail/expression/operand_type.hpp>

namespace dovetail {

/// An expression whose SQL type is said to the database, where that would not find it by itself.
template <class Operand, class Type>
struct typed : operand<typed<Operand, Type>> {
    static constexpr auto kind = node_kind::typed;
    static constexpr unsigned parameters = Operand::parameters;
    using type = Type;
    using said = Operand;
    using operands = nodes<Operand>;
    [[no_unique_address]] bound_values<parameters> values;
    constexpr explicit typed(bound_values<parameters> v) : values(static_cast<bound_values<parameters>&&>(v)) {}
};

namespace detail {
/// The SQL type of a value, nullable if it is a std::optional.
template <class U>
using value_type_of = nullable_if<is_optional<std::remove_cvref_t<U>>, operand_type<U>>;
}  // namespace detail

/// A value in select(), or where else no column stands beside it. It is bound, as all values are. An int is an integer, text
/// is text, a std::optional is nullable.
template <class U>
constexpr auto literal(U&& value) {
    using type = detail::value_type_of<U>;
    constexpr bool is_null = detail::is_null_literal<U>, ok = is_null || !std::is_void_v<detail::operand_type<U>>;
    static_assert(!is_null, "dovetail: NULL has no type by itself; dt::cast<dt::text>(std::nullopt) says which");
    static_assert(ok, "dovetail: a value of this C++ type cannot be bound; give it a dt::codec");
    if constexpr (ok && !is_null) return typed<placeholder, type>(bound_values<1>{{detail::hold<type, U>(static_cast<U&&>(value))}});
    else return detail::value_after_error<text>{};
}

namespace detail {
/// An expression as it is, or a value as one.
template <class A>
constexpr auto expression_of(A&& given) {
    if constexpr (expression<A>) return std::remove_cvref_t<A>(given);
    else return literal(static_cast<A&&>(given));
}
}  // namespace detail

}  // namespace dovetail
