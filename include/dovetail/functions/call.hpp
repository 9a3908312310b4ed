// SPDX-License-Identifier: BSL-1.0
// How functions are declared: their texts on SQLite and on PostgreSQL, their result, and the SQL types of their arguments.
//
//     return detail::call<integer, "instr(?, ?)", "strpos(?, ?)", text, text>(text_, part);
//
// The result is nullable where an argument is. PostgreSQL takes 64-bit integers for no argument that it wants of 32 bits,
// so its texts cast them.
#pragma once

#include <dovetail/expression/fragment.hpp>

namespace dovetail {

/// In place of an argument's type: a value of any type.
struct anything {};

namespace detail {

template <class Parameter, class U>
constexpr bool require_argument() {
    if constexpr (std::is_same_v<Parameter, anything>) {
        static_assert(is_argument<U>, "dovetail: a value of this C++ type cannot be bound; give it a dt::codec");
        return is_argument<U>;
    } else {
        constexpr bool ok = can_compare<Parameter, U>();
        constexpr auto family = type_facts<Parameter>::family;
        static_assert(ok || family != type_family::text, "dovetail: this function takes text here");
        static_assert(ok || family != type_family::number, "dovetail: this function takes a number here");
        static_assert(ok || family == type_family::text || family == type_family::number,
                      "dovetail: an argument of this function has another SQL type than the function takes");
        return ok;
    }
}

template <class Parameter, class U>
struct argument_type {
    using type = Parameter;
};
template <class U>
struct argument_type<anything, U> {
    using type = operand_type<U>;
};

/// A call whose result is never NULL, or of the type as given.
template <class Result, fixed_string Sqlite, fixed_string Postgres, class... Parameters, class... U>
constexpr auto call_as(U&&... given) {
    constexpr bool ok = (require_argument<Parameters, U>() && ...);
    if constexpr (ok)
        return fragment<Sqlite, Postgres, Result, argument_node<U>...>(join(
            bound_values<0>{}, values_for<typename argument_type<Parameters, U>::type>(static_cast<U&&>(given))...));
    else return after_error{};
}
/// A call whose result is NULL where an argument is.
template <class Result, fixed_string Sqlite, fixed_string Postgres, class... Parameters, class... U>
constexpr auto call(U&&... given) {
    return call_as<nullable_if<(may_be_null<U> || ...), Result>, Sqlite, Postgres, Parameters...>(static_cast<U&&>(given)...);
}

/// Texts one behind the other.
template <fixed_string... Parts>
inline constexpr auto text_of_parts = [] {
    fixed_string<(Parts.view().size() + ... + 1)> text;
    std::size_t at = 0;
    auto const put = [&](std::string_view part) {
        for (char c : part) text.chars[at++] = c;
    };
    (put(Parts), ...);
    return text;
}();

/// Head, then Each as often as there are arguments, with Between between them, then Tail.
template <fixed_string Head, fixed_string Each, fixed_string Between, fixed_string Tail, std::size_t Count>
inline constexpr auto repeated = [] {
    constexpr auto size = Head.view().size() + Each.view().size() * Count + Between.view().size() * (Count - 1) + Tail.view().size();
    fixed_string<size + 1> text;
    std::size_t at = 0;
    auto const put = [&](std::string_view part) {
        for (char c : part) text.chars[at++] = c;
    };
    put(Head);
    for (std::size_t i = 0; i < Count; ++i) {
        if (i != 0) put(Between);
        put(Each);
    }
    put(Tail);
    return text;
}();

}  // namespace detail
}  // namespace dovetail
