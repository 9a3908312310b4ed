// SPDX-License-Identifier: BSL-1.0
// What select() is given: what can be selected, and which table it is of.
//
//     detail::source_of<decltype(users.id + 1)>::type         // the view of users, which FROM has unless it is told
#pragma once

#include <dovetail/statement/select_build.hpp>

namespace dovetail::detail {

/// The first table that an expression names, which a select without FROM of its own reads from. (Not a derived table: it
/// stands in FROM with its query, which its columns do not have.)
template <class... E>
struct source_of {
    using type = no_source;
};
template <class Operands, class... Rest> struct source_of_nodes;
template <class... Operands, class... Rest>
struct source_of_nodes<nodes<Operands...>, Rest...> : source_of<Operands..., Rest...> {};
template <class First, class... Rest>
struct source_of<First, Rest...> {
    static constexpr auto find() {
        if constexpr (requires { typename First::view; }) return of_view<typename First::view>();
        else if constexpr (requires { First::has_own_name; typename First::source; }) return of_view<typename First::source>();
        else if constexpr (requires { typename First::operands; })
            return std::type_identity<typename source_of_nodes<typename First::operands, Rest...>::type>{};
        else return std::type_identity<typename source_of<Rest...>::type>{};
    }
    template <class View>
    static constexpr auto of_view() {
        if constexpr (!std::is_void_v<typename View::model>) return std::type_identity<View>{};
        else if constexpr (requires { typename View::in_from; }) return std::type_identity<typename View::in_from>{};
        else return std::type_identity<typename source_of<Rest...>::type>{};
    }
    using type = typename decltype(find())::type;
};

/// An expression that has a value: no order, no parameter without a type.
template <class T>
concept selectable = expression<T> && !std::is_void_v<typename T::type>;

/// What select() is given, as a selected thing: an expression is one itself.
template <class Thing>
constexpr auto selected(Thing const& thing) {
    if constexpr (table_type<Thing>) return whole_table<typename table_facts<Thing>::view>{};
    else if constexpr (selectable<Thing>) return thing;
    else return after_error{};
}

}  // namespace dovetail::detail
