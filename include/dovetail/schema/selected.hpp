// SPDX-License-Identifier: BSL-1.0
// What a row can hold beside an expression's value: a whole entity, and what an outer join may leave out.
//
//     dt::select(users, posts.title).left_join(users.posts)     // rows of User, std::optional<std::string>
#pragma once

#include <dovetail/schema/bound_value.hpp>
#include <dovetail/schema/value_view.hpp>

namespace dovetail {

/// The type of a whole entity in a row; for row types only, no column has it.
template <class Model>
struct whole_entity {
    using value_type = planned_entity<Model, plan<>>;
    static constexpr auto family = type_family::custom;
    static constexpr auto stored_as = storage::blob;
};

/// Selected in a row of several things: all columns of a table or alias, as an entity.
template <class View>
struct whole_table {
    using view = View;
    using type = whole_entity<typename View::model>;
    static constexpr unsigned parameters = 0;
    static constexpr bound_values<0> values{};
};

namespace detail {
template <class T> struct nullable_once { using type = nullable<T>; };
template <class T> struct nullable_once<nullable<T>> { using type = nullable<T>; };
}  // namespace detail

/// Selected, and NULL where an outer join found no row.
template <class Item>
struct or_null {
    using item = Item;
    using type = typename detail::nullable_once<typename Item::type>::type;
};

/// Selected by the first of two queries, and of another type in the second one: of the type that holds both.
template <class Item, class Type>
struct typed_as {
    using item = Item;
    using type = Type;
};

/// In a row: what was computed and got a label. The row's type does not say how it was computed, as the name of all that is
/// made for such rows would repeat it: a subquery's type has a name of a thousand characters and more.
template <fixed_string Name, class Type>
struct computed_as {
    static constexpr auto name = Name;
    static constexpr bool has_own_name = true;
    using type = Type;
};

namespace detail {

/// A selected thing, as a row's type says it.
template <class Item> struct row_item { using type = Item; };
template <class Item>
    requires requires { requires Item::is_computed; }
struct row_item<Item> { using type = computed_as<Item::name, typename Item::type>; };
template <class Item> struct row_item<or_null<Item>> { using type = or_null<typename row_item<Item>::type>; };

template <class Item, class Type> struct row_item<typed_as<Item, Type>> { using type = typed_as<typename row_item<Item>::type, Type>; };

/// What was written in select(), without what the statement adds.
template <class Item> struct selected_item { using type = Item; };
template <class Item> struct selected_item<or_null<Item>> : selected_item<Item> {};
template <class Item, class Type> struct selected_item<typed_as<Item, Type>> : selected_item<Item> {};

/// The name of a selected thing, where it has one: a column's, or a label.
template <class Item>
constexpr std::string_view selected_name() {
    using item = typename selected_item<Item>::type;
    if constexpr (requires { requires item::has_own_name; }) return item::name;
    else return {};
}

template <class Item> inline constexpr int item_width = 1;
template <class View> inline constexpr int item_width<whole_table<View>> = int(View::model::column_count);
template <class Item> inline constexpr int item_width<or_null<Item>> = item_width<Item>;

}  // namespace detail
}  // namespace dovetail
