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
/// Whether an expression is NULL where an outer join finds no row of one of the Views, or where a grouping leaves out what
/// others group by (which stands among the Views, too).
template <class Views, class Node>
constexpr bool may_be_left_out() {
    if constexpr (contains<Views, Node>) return true;
    else if constexpr (requires { typename Node::named; }) return contains<Views, label<Node::name>> || may_be_left_out<Views, typename Node::named>();
    else if constexpr (requires { typename Node::view::derived_from; }) return contains<Views, typename Node::view::derived_from>;
    else if constexpr (requires { typename Node::view; }) return contains<Views, typename Node::view>;
    else if constexpr (requires { typename Node::source; Node::has_own_name; }) return contains<Views, typename Node::source>;
    else if constexpr (requires { typename Node::null_from; }) return any_left_out<Views>(static_cast<typename Node::null_from*>(nullptr));
    else if constexpr (requires { typename Node::operands; }) return any_left_out<Views>(static_cast<typename Node::operands*>(nullptr));
    else return false;
}

/// What a ROLLUP, a CUBE or GROUPING SETS groups by.
template <class List, class Term>
struct with_rolled_up {
    using type = List;
};
template <class List, class... Parts>
constexpr auto add_rolled_up(nodes<Parts...>*) {
    if constexpr (sizeof...(Parts) == 0) return List{};
    else return []<class First, class... Rest>(std::type_identity<First>, std::type_identity<Rest>...) {
        using next = decltype([] {
            if constexpr (requires { First::kind; }) return typename with_view<List, First>::type{};
            else return add_rolled_up<List>(static_cast<typename First::operands*>(nullptr));
        }());
        return add_rolled_up<next>(static_cast<nodes<Rest...>*>(nullptr));
    }(std::type_identity<Parts>{}...);
}
template <class List, class Term>
    requires(Term::kind == node_kind::grouping)
struct with_rolled_up<List, Term> {
    using type = decltype(add_rolled_up<List>(static_cast<typename Term::operands*>(nullptr)));
};
template <class List, class Terms>
struct with_groupings {
    using type = List;
};
template <class List, class First, class... Rest>
struct with_groupings<List, parts<First, Rest...>> {
    using type = typename with_groupings<typename with_rolled_up<List, First>::type, parts<Rest...>>::type;
};
template <class... Lists> struct one_list;
template <class... A>
struct one_list<nodes<A...>> {
    using type = nodes<A...>;
};
template <class... A, class... B, class... Rest>
struct one_list<nodes<A...>, nodes<B...>, Rest...> : one_list<nodes<A..., B...>, Rest...> {};

/// The tables of sources that joins of theirs may leave out.
template <class Sources>
struct null_views_of;
template <class... Sources>
struct null_views_of<parts<Sources...>> {
    using type = typename one_list<nodes<>, typename null_views<Sources, false>::type...>::type;
};
template <class S>
constexpr auto nulls_of() {
    if constexpr (requires { typename S::clauses_type; })
        return typename with_groupings<typename null_views<typename S::source, false>::type, typename S::clauses_type::group>::type{};
    else if constexpr (requires { typename S::base_statement::sources; }) return typename null_views_of<typename S::base_statement::sources>::type{};
    else return nodes<>{};
}

template <class Nulls, class... Items>
constexpr auto items_of(selected_columns<Items...>*) {
    if constexpr (std::is_same_v<Nulls, nodes<>>) return nodes<Items...>{};
    else return nodes<std::conditional_t<may_be_left_out<Nulls, Items>(), or_null<Items>, Items>...>{};
}

template <class S>
struct result_items_of {
    using type = decltype(items_of<decltype(nulls_of<S>())>(static_cast<typename S::items*>(nullptr)));
};
/// nodes<...> of the things in a row of a query, or of RETURNING.
template <class S>
using result_items = typename result_items_of<S>::type;

template <class View, std::size_t... I>
constexpr auto columns_of_entity(std::index_sequence<I...>) {
    if constexpr (requires { typename View::derived_from; })
        return nodes<column_expression<typename View::derived_from, column_at<View, I>::name, typename column_at<View, I>::type>...>{};
    else return nodes<column_at<View, I>...>{};
}
/// A selected thing as the columns that it is.
template <class Item>
struct columns_of_item {
    using type = nodes<Item>;
};
template <class View>
struct columns_of_item<whole_table<View>> {
    using type = decltype(columns_of_entity<View>(std::make_index_sequence<View::model::column_count>{}));
};
template <class... Columns>
constexpr nodes<or_null<Columns>...> each_or_null(nodes<Columns...>) { return {}; }
template <class View>
struct columns_of_item<or_null<whole_table<View>>> {
    using type = decltype(each_or_null(typename columns_of_item<whole_table<View>>::type{}));
};
template <class... Items>
constexpr auto columns_of_items(nodes<Items...>*) {
    if constexpr ((... || requires { typename selected_item<Items>::type::view; }))
        return typename one_list<typename columns_of_item<Items>::type...>::type{};
    else return nodes<Items...>{};
}
/// The things that a query selects; of a whole table its columns.
template <class Query>
constexpr auto named_items_of() {
    if constexpr (Query::items::is_entity) return typename columns_of_item<whole_table<typename Query::items::view>>::type{};
    else return columns_of_items(static_cast<result_items<Query>*>(nullptr));
}

/// Whether a C++ type can hold every value of another one: NULL needs a std::optional, numbers a type that is as wide.
template <class Field, class Value>
constexpr bool holds_value() {
    if constexpr (std::is_same_v<Field, Value>) return true;
    else if constexpr (is_optional<Value>) {
        if constexpr (is_optional<Field>) return holds_value<typename Field::value_type, typename Value::value_type>();
        else return false;
    } else if constexpr (is_optional<Field>) return holds_value<typename Field::value_type, Value>();
    else if constexpr (number_value<Field> && number_value<Value>) return requires(Value value) { Field{value}; };
    else return false;
}

}  // namespace dovetail::detail
