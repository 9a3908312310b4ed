// SPDX-License-Identifier: BSL-1.0
// Values in expressions. Each becomes a parameter of the statement; none becomes text.
//
//     users.username == "john"        // binary<equal, column, placeholder>, and the value "john" beside it
//
// A statement keeps string literals as views and owns everything else.
#pragma once

#include <dovetail/expression/operand.hpp>
#include <dovetail/schema/assignment.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace dovetail {

/// Where a value stands in an expression's structure.
struct placeholder {
    static constexpr auto kind = node_kind::placeholder;
    static constexpr unsigned parameters = 1;
    using type = void;             // a value takes the type of what it is compared with
};

namespace detail {

/// A value in the form that statements keep. T is the SQL type it is compared with.
template <class T, class U>
constexpr bound_value hold(U&& given) {
    using plain = std::remove_cvref_t<U>;
    using facts = type_facts<T>;
    if constexpr (is_null_literal<U>) return {};
    else if constexpr (is_optional<plain>) {
        if (!given) return {};
        return hold<T>(*static_cast<U&&>(given));
    } else if constexpr (facts::family == type_family::formed) {
        using value = value_of<without_null<T>>;
        return bound_value::formed<typename without_null<T>::form>(value(static_cast<U&&>(given)));
    } else if constexpr (facts::stored_as == storage::character && facts::family == type_family::text)
        return bound_value::character(hold<text>(static_cast<U&&>(given)));
    else if constexpr (facts::family == type_family::boolean) return bound_value::boolean(given);
    else if constexpr (std::is_integral_v<plain>) {
        if (!std::in_range<std::int64_t>(given)) refuse_value("", "a number", "is out of the range of 64 bits");
        return bound_value::integer(static_cast<std::int64_t>(given));
    } else if constexpr (std::is_floating_point_v<plain>) return bound_value::real(given);
    else if constexpr (facts::family == type_family::text) {
        if constexpr (std::is_bounded_array_v<std::remove_reference_t<U>> && std::is_const_v<std::remove_extent_t<std::remove_reference_t<U>>>)
            return bound_value::text_view({given, literal_length<U>});
        else if constexpr (std::is_same_v<U, std::string>) return bound_value::owned(static_cast<std::string&&>(given));
        else return bound_value::text(given);
    } else if constexpr (facts::family == type_family::custom) {
        using codec_type = codec<without_null<T>>;
        return hold<typename codec_type::storage_type>(codec_type::to_storage(given));
    } else if constexpr (facts::family == type_family::blob) {
        std::span<std::byte const> const bytes = given;
        return bound_value::blob(bytes);
    } else if constexpr (facts::family == type_family::date) {
        date::value_type const day(given);
        check_value<T>(day, "", "a comparison");
        return bound_value::date(std::chrono::sys_days(day).time_since_epoch().count());
    } else {
        datetime::value_type const at(given);
        check_value<T>(at, "", "a comparison");
        return bound_value::datetime(at.time_since_epoch().count());
    }
}

/// std::conditional_t, which is no class for each pair of types.
template <bool First>
struct choose_type {
    template <class A, class> using of = A;
};
template <>
struct choose_type<false> {
    template <class, class B> using of = B;
};
/// The node that an operand becomes: itself, if it is an expression.
template <class U>
using node_for = typename choose_type<expression<U>>::template of<std::remove_cvref_t<U>, placeholder>;

/// The values of an operand beside an expression of SQL type T.
template <class T, class U>
constexpr auto values_for(U&& given) {
    if constexpr (expression<U>) return given.values;
    else return bound_values<1>{{hold<T, U>(static_cast<U&&>(given))}};
}

/// Whether U, an expression or a C++ value, can be compared with an expression of SQL type T.
template <class T, class U>
constexpr bool can_compare() {
    using plain = std::remove_cvref_t<U>;
    if constexpr (requires { plain::is_named; }) return true;       // takes the type of what it stands beside
    else if constexpr (expression<U>) return comparable<T, typename plain::type>;
    else if constexpr (is_optional<plain>) return takes<T, typename plain::value_type>();
    else if constexpr (std::is_convertible_v<U, std::string_view>) return takes<T, std::string_view>();
    else return takes<T, plain>();
}

/// Whether an operand has an SQL type of its own.
template <class U>
concept typed_operand = expression<U> && !std::is_void_v<typename std::remove_cvref_t<U>::type>;

/// The type that decides a comparison: that of the left side if it has one, of the right side otherwise.
template <class L, class R>
using deciding_type = typename std::remove_cvref_t<typename choose_type<typed_operand<L>>::template of<L, R>>::type;

/// can_compare(), found once for each pair of SQL types where the operand has one.
template <class T, class U>
inline constexpr bool stands_beside = can_compare<T, U>();
template <class T, typed_operand U>
inline constexpr bool stands_beside<T, U> = comparable<T, typename std::remove_cvref_t<U>::type>;

/// dt::any_(...) and dt::all_(...), which stand on the right side of a comparison (expression/quantifier.hpp).
template <class T>
concept quantifier = requires { typename std::remove_cvref_t<T>::quantifier_tag; };

template <class L, class R>
concept either_expression = typed_operand<L> || typed_operand<R> || quantifier<R>;

/// What stands for a condition after an error, so that the error is the only one. It can be asked for all that a value has.
struct after_error : condition_operand<after_error> {
    static constexpr auto kind = node_kind::placeholder;
    static constexpr unsigned parameters = 0;
    using type = boolean;
    static constexpr bound_values<0> values{};

    template <class... Given> constexpr after_error in_(Given&&...) const { return {}; }
    template <class... Given> constexpr after_error not_in(Given&&...) const { return {}; }
    template <class T> constexpr after_error in_(std::initializer_list<T>) const { return {}; }
    template <class T> constexpr after_error not_in(std::initializer_list<T>) const { return {}; }
    template <class... Given> constexpr after_error like(Given&&...) const { return {}; }
    template <class... Given> constexpr after_error not_like(Given&&...) const { return {}; }
    template <class... Given> constexpr after_error ilike(Given&&...) const { return {}; }
    template <class... Given> constexpr after_error not_ilike(Given&&...) const { return {}; }
    template <class Part> constexpr after_error startswith(Part&&) const { return {}; }
    template <class Part> constexpr after_error endswith(Part&&) const { return {}; }
    template <class Part> constexpr after_error contains(Part&&) const { return {}; }
    template <class Low, class High> constexpr after_error between(Low&&, High&&) const { return {}; }
    template <class Low, class High> constexpr after_error not_between(Low&&, High&&) const { return {}; }
    template <class Other> constexpr after_error is_distinct_from(Other&&) const { return {}; }
    template <class Other> constexpr after_error is_not_distinct_from(Other&&) const { return {}; }
    constexpr after_error is_null() const { return {}; }
    constexpr after_error is_not_null() const { return {}; }
    constexpr after_error asc() const { return {}; }
    constexpr after_error desc() const { return {}; }
};
/// What stands for a value.
template <class Type>
struct value_after_error : after_error {
    using type = Type;
};
template <class... Operands>
inline constexpr bool has_error = (__is_base_of(after_error, std::remove_cvref_t<Operands>) || ...);

}  // namespace detail
}  // namespace dovetail
