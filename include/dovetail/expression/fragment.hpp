// SPDX-License-Identifier: BSL-1.0
// A piece of SQL with arguments: what all functions and operators are that databases spell differently, and the hatch for
// what the library does not know.
//
//     fragment<"instr(?, ?)", "strpos(?, ?)", integer, A, B>           // SQLite's text, PostgreSQL's
//     dt::raw_expression<"date(?, 'start of month')", dt::date>(posts.written)
//     dt::function<"soundex", dt::text>(users.name)
//
// An argument stands for each ?. PostgreSQL's text may name them, in any order and more than once: ?1 and ?2; an operator
// with a question mark is written with two. An empty text: this database has no such thing.
#pragma once

#include <dovetail/expression/cast.hpp>
#include <dovetail/expression/function.hpp>

namespace dovetail {

template <fixed_string Sqlite, fixed_string Postgres, class Type, class... Arguments>
struct fragment : operand<fragment<Sqlite, Postgres, Type, Arguments...>> {
    static constexpr auto kind = node_kind::fragment;
    static constexpr std::string_view sqlite_text = Sqlite, postgres_text = Postgres;
    static constexpr unsigned parameters = (Arguments::parameters + ... + 0u);
    using type = Type;
    using operands = nodes<Arguments...>;
    [[no_unique_address]] bound_values<parameters> values;
    constexpr explicit fragment(bound_values<parameters> v) : values(v) {}
};
template <fixed_string Sqlite, fixed_string Postgres, class... Arguments>
struct fragment<Sqlite, Postgres, boolean, Arguments...> : condition_operand<fragment<Sqlite, Postgres, boolean, Arguments...>> {
    static constexpr auto kind = node_kind::fragment;
    static constexpr std::string_view sqlite_text = Sqlite, postgres_text = Postgres;
    static constexpr unsigned parameters = (Arguments::parameters + ... + 0u);
    using type = boolean;
    using operands = nodes<Arguments...>;
    [[no_unique_address]] bound_values<parameters> values;
    constexpr explicit fragment(bound_values<parameters> v) : values(v) {}
};

namespace detail {

/// An argument that nothing gives a type has one of its own. (An error's sentence is the caller's.)
template <class U>
inline constexpr bool is_argument = expression<U> || !std::is_void_v<operand_type<U>>;

template <class Result, fixed_string Sqlite, fixed_string Postgres, class... U>
constexpr auto make_fragment(U&&... given) {
    return fragment<Sqlite, Postgres, Result, node_for<U>...>(
        join(bound_values<0>{}, values_for<operand_type<U>>(static_cast<U&&>(given))...));
}

}  // namespace detail

/// An expression written by hand, for one database or in what both have in common. Type is its SQL type, nullable<...>
/// where it may be NULL. Arguments are expressions and C++ values, one for each ?; values are bound.
template <fixed_string Text, class Type, class... Arguments>
constexpr auto raw_expression(Arguments&&... arguments) {
    constexpr bool ok = (detail::is_argument<Arguments> && ...);
    static_assert(ok, "dovetail: a value of this C++ type cannot be bound; give it a dt::codec");
    if constexpr (ok) return detail::make_fragment<Type, Text, Text>(static_cast<Arguments&&>(arguments)...);
    else return detail::after_error{};
}

/// Any function of the database, by its name; in quotes inside of the name where it needs them. Result is its SQL type,
/// nullable<...> where it may be NULL. Also the functions that a program registers with SQLite
/// (<dovetail/sqlite_function.hpp>).
template <fixed_string Name, class Result, class... Arguments>
constexpr auto function(Arguments&&... arguments) {
    constexpr bool ok = (detail::is_argument<Arguments> && ...);
    static_assert(ok, "dovetail: a value of this C++ type cannot be bound; give it a dt::codec");
    if constexpr (ok)
        return function_call<Name, Result, detail::argument_node<Arguments>...>(detail::join(
            bound_values<0>{}, detail::values_for<detail::operand_type<Arguments>>(static_cast<Arguments&&>(arguments))...));
    else return detail::after_error{};
}

}  // namespace dovetail
