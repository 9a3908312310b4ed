// SPDX-License-Identifier: BSL-1.0
// What a statement's rows are made of: its selected things, with NULL where an outer join may bring it.
//
//     result_items<decltype(dt::select(users.id, posts.title).left_join(users.posts))>
//     // nodes<users.id, or_null<posts.title>>
#pragma once

#include <dovetail/statement/select.hpp>

namespace dovetail::detail {

template <class Views, class Node>
constexpr bool may_be_left_out();
template <class Views, class... Operands>
constexpr bool any_left_out(nodes<Operands...>*) {
    return (may_be_left_out<Views, Operands>() || ...);
}
/// Whether an expression is NULL where an outer join finds no row of one of the Views.
template <class Views, class Node>
constexpr bool may_be_left_out() {
    if constexpr (requires { typename Node::view; }) return contains<Views, typename Node::view>;
    else if constexpr (requires { typename Node::source; Node::has_own_name; }) return contains<Views, typename Node::source>;
    else if constexpr (requires { typename Node::null_from; }) return any_left_out<Views>(static_cast<typename Node::null_from*>(nullptr));
    else if constexpr (requires { typename Node::operands; }) return any_left_out<Views>(static_cast<typename Node::operands*>(nullptr));
    else return false;
}

template <class Source, class... Items>
constexpr auto items_of(selected_columns<Items...>*) {
    if constexpr (!is_joined<Source>) return nodes<Items...>{};
    else {
        using views = typename null_views<Source, false>::type;
        return nodes<std::conditional_t<may_be_left_out<views, Items>(), or_null<Items>, Items>...>{};
    }
}

template <class S>
struct result_items_of {
    using type = decltype(items_of<typename S::source>(static_cast<typename S::items*>(nullptr)));
};
/// nodes<...> of the things in a row of a query, or of RETURNING.
template <class S>
using result_items = typename result_items_of<S>::type;

}  // namespace dovetail::detail
