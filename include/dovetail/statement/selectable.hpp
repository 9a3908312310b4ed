// SPDX-License-Identifier: BSL-1.0
// What select() is given: what can be selected, and which table it is of.
//
//     detail::source_of<decltype(users.id + 1)>::type         // the view of users, which FROM has unless it is told
#pragma once

#include <dovetail/statement/select_build.hpp>

#include <utility>

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
        if constexpr (requires { typename View::derived_from; }) return of_view<typename View::derived_from>();
        else if constexpr (!std::is_void_v<typename View::model>) return std::type_identity<View>{};
        else if constexpr (requires { typename View::in_from; }) return std::type_identity<typename View::in_from>{};
        else return std::type_identity<typename source_of<Rest...>::type>{};
    }
    using type = typename decltype(find())::type;
};

/// An expression that has a value: no order, no parameter without a type.
template <class T>
concept selectable = expression<T> && !std::is_void_v<typename T::type>;

/// A whole table that a derived one hands on: derived[users].
template <class T>
concept selected_whole = requires { typename T::view::derived_from; };

/// What select() is given, as selected things: an expression is one itself, a derived table is all of its columns.
template <class Thing>
constexpr auto selected(Thing const&) {
    if constexpr (requires { typename Thing::all_columns::type; }) return typename Thing::all_columns::type{};
    else if constexpr (table_type<Thing>) return selected_columns<whole_table<typename table_facts<Thing>::view>>{};
    else if constexpr (selectable<Thing> || selected_whole<Thing>) return selected_columns<Thing>{};
    else return selected_columns<after_error>{};
}
template <class... A, class... B>
constexpr selected_columns<A..., B...> operator+(selected_columns<A...>, selected_columns<B...>) { return {}; }
template <class... Things>
using all_selected = decltype((selected_columns<>{} + ... + selected(std::declval<Things const&>())));

template <class Items> struct source_of_items;
template <class... Items>
struct source_of_items<selected_columns<Items...>> : source_of<Items...> {};

template <class Thing>
constexpr auto values_of_selected(Thing const& thing) {
    if constexpr (selectable<Thing>) return thing.values;
    else return bound_values<0>{};
}

}  // namespace dovetail::detail
