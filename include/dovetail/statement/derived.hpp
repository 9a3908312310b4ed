// SPDX-License-Identifier: BSL-1.0
// Derived tables: a query in FROM, under a name.
//
//     inline constexpr dt::label<"n"> n;
//     auto counted = dt::subquery<"counted">(dt::select(posts.author_id, dt::count().as(n)).group_by(posts.author_id));
//     dt::select(users.username, counted[n]).join(counted, counted[posts.author_id] == users.id)
//
// Its columns are asked for by what was selected, or by its label; of a whole table in it, counted[users] is the entity.
#pragma once

#include <dovetail/statement/result_row.hpp>

#include <cstdint>
#include <initializer_list>
#include <utility>

namespace dovetail {

/// A column of a table that a query makes.
template <fixed_string Name, class Type>
struct field {
    static constexpr auto name = Name;
    static constexpr bool has_own_name = true;
    using type = Type;
};

/// What the columns of such a table are qualified by. Its text in FROM is another type's, which is longer. Columns: a number
/// that their names make, so that one table is not taken for another of its name; the columns themselves would stand in the
/// name of all that is made of one of them.
template <fixed_string Name, std::uint32_t Columns>
struct derived_view {
    using model = void;
    static constexpr std::string_view name = Name;
};

/// The rows of a model's table that come out of a query: what View's columns make an entity of.
template <class View, class Model>
struct derived_entity {
    using model = Model;
    using derived_from = View;
    static constexpr std::string_view name = View::name;
};

namespace detail {

template <class Item> inline constexpr bool has_name = requires { requires selected_item<Item>::type::has_own_name; };
template <class Item>
using field_of = field<selected_item<Item>::type::name, typename Item::type>;

/// The fields of a query: of its selected things that have a name.
template <class Items, class... Fields>
struct fields_of;
template <class... Fields>
struct fields_of<nodes<>, Fields...> {
    using type = nodes<Fields...>;
};
template <class First, class... Rest, class... Fields>
struct fields_of<nodes<First, Rest...>, Fields...> : fields_of<nodes<Rest...>, Fields...> {};
template <class First, class... Rest, class... Fields>
    requires has_name<First>
struct fields_of<nodes<First, Rest...>, Fields...> : fields_of<nodes<Rest...>, Fields..., field_of<First>> {};

/// FNV-1a, over the names and their ends.
constexpr std::uint32_t number_of_names(std::initializer_list<std::string_view> names) {
    std::uint32_t number = 2166136261u;
    for (auto const name : names) {
        for (char const c : name) number = (number ^ static_cast<unsigned char>(c)) * 16777619u;
        number *= 16777619u;
    }
    return number;
}
template <class Fields> inline constexpr std::uint32_t number_of_columns = 0;
template <class... Fields>
inline constexpr std::uint32_t number_of_columns<nodes<Fields...>> = number_of_names({Fields::name.view()...});
template <fixed_string Name, class Fields>
using view_of_fields = derived_view<Name, number_of_columns<Fields>>;

// A column is found as a base class, by deduction: a loop over the columns would be compiled again for each look-up. What
// fits twice fits not at all.

/// The I-th column answers to Key, and has this name. (Among the fields, which are asked by name, Key is the column's type.)
template <std::size_t I, class Key, fixed_string Name> struct answer {};
/// The key of what got a label where it was selected,
template <class E> struct under_label {};
/// and of a column that came through a derived table, which keeps answering to the column it was.
template <fixed_string Name> struct passed_on {};

template <std::size_t I, class E>
struct answers_of {};
template <std::size_t I, class E>
    requires has_name<E>
struct answers_of<I, E> : answer<I, E, E::name> {};
template <std::size_t I, class E, fixed_string Name>
struct answers_of<I, labelled<E, Name>> : answer<I, labelled<E, Name>, Name>, answer<I, under_label<E>, Name> {};
template <std::size_t I, class View, fixed_string Name, class Type>
    requires std::is_void_v<typename View::model>
struct answers_of<I, column_expression<View, Name, Type>>
    : answer<I, column_expression<View, Name, Type>, Name>, answer<I, passed_on<Name>, Name> {};

template <class Numbers, class... Items> struct answers_of_items;
template <std::size_t... I, class... Items>
struct answers_of_items<std::index_sequence<I...>, Items...> : answers_of<I, typename selected_item<Items>::type>... {};
template <class Numbers, class... Fields> struct answers_of_fields;
template <std::size_t... I, class... Fields>
struct answers_of_fields<std::index_sequence<I...>, Fields...> : answer<I, typename Fields::type, Fields::name>... {};

template <class... Items>
answers_of_items<std::index_sequence_for<Items...>, Items...>* answers_of_all(nodes<Items...>*);

template <class... Fields>
answers_of_fields<std::index_sequence_for<Fields...>, Fields...>* answers_of_names(nodes<Fields...>*);
template <class... Fields>
constexpr bool has_field(nodes<Fields...>*, std::string_view name) {
    return ((Fields::name.view() == name) || ...);
}
template <class View, class... Fields>
selected_columns<column_expression<View, Fields::name, typename Fields::type>...>* columns_of_fields(nodes<Fields...>*);

/// What a look-up gives: void where there is no such column, or several.
template <class Key, std::size_t I, fixed_string Name> label<Name> label_of(answer<I, Key, Name>*);
template <class Key> void label_of(void*);
template <fixed_string Name, std::size_t I, class Type> std::type_identity<Type> type_of_column(answer<I, Type, Name>*);
template <fixed_string Name> void type_of_column(void*);

template <class First, class... Rest>
struct first_label {
    using type = First;
};
template <class... Rest>
struct first_label<void, Rest...> : first_label<Rest...> {};
template <class E> struct passed_key { using type = void; };
template <class View, fixed_string Name, class Type>
struct passed_key<column_expression<View, Name, Type>> { using type = passed_on<Name>; };

/// The label of the column that was selected by E; one without a name where there is none.
template <class E, class Items>
struct label_of_item {
    using all = decltype(answers_of_all(static_cast<Items*>(nullptr)));
    using type = typename first_label<decltype(label_of<E>(all())), decltype(label_of<under_label<E>>(all())),
                                      decltype(label_of<typename passed_key<E>::type>(all())), label<"">>::type;
};

/// The type of the column of that name, as a std::type_identity.
template <class Items, fixed_string Name>
using derived_type = decltype(type_of_column<Name>(answers_of_names(static_cast<typename fields_of<Items>::type*>(nullptr))));

}  // namespace detail

namespace detail {
/// Whether the query selects this column, and hands it on under its name and with its type.
template <class Column, class Items>
constexpr bool hands_on() {
    using label = typename label_of_item<Column, Items>::type;
    using type = derived_type<Items, Column::name>;
    if constexpr (std::is_void_v<type>) return false;
    else return label::name.view() == Column::name.view() && std::is_same_v<typename type::type, typename Column::type>;
}
template <class Items, class... Columns>
constexpr bool hands_on_all(nodes<Columns...>*) {
    return (hands_on<Columns, Items>() && ...);
}
}  // namespace detail

/// The columns of a derived table, as [] gives them. Items: what was selected.
template <class View, class Items>
struct derived_columns {
    /// What select() of the whole table selects. A class of its own, as few ask.
    struct all_columns {
        using type = std::remove_pointer_t<decltype(detail::columns_of_fields<View>(
            static_cast<typename detail::fields_of<Items>::type*>(nullptr)))>;
    };
    /// The column of that label, or of that name.
    template <fixed_string Name>
    constexpr auto operator[](label<Name>) const {
        using type = detail::derived_type<Items, Name>;
        if constexpr (!std::is_void_v<type>) return column_expression<View, Name, typename type::type>{};
        else {
            constexpr bool is_there = detail::has_field(static_cast<typename detail::fields_of<Items>::type*>(nullptr), Name);
            static_assert(is_there, "dovetail: this derived table has no such column; select it there, and give what is computed a "
                                    "name by expression.as(label)");
            static_assert(!is_there, "dovetail: two columns of this derived table have this name; give one of them a label");
            return detail::after_error{};
        }
    }
    /// The column that was selected by this expression.
    template <expression E>
    constexpr auto operator[](E const&) const {
        using name = typename detail::label_of_item<E, Items>::type;
        using type = detail::derived_type<Items, name::name>;
        if constexpr (!std::is_void_v<type>) return column_expression<View, name::name, typename type::type>{};
        else return (*this)[name{}];        // which says why not
    }
    /// The rows of a table or alias that was selected whole, as entities, for select().
    template <template <class> class M, class TableView>
        requires table_type<M<TableView>>
    constexpr auto operator[](M<TableView> const&) const {
        using columns = typename detail::columns_of_item<whole_table<TableView>>::type;
        constexpr bool is_whole = detail::hands_on_all<Items>(static_cast<columns*>(nullptr));
        static_assert(is_whole, "dovetail: this derived table does not have all columns of this table; select the whole table there, as "
                                "in dt::select(users), where no outer join may leave it out");
        if constexpr (is_whole) return whole_table<derived_entity<View, typename TableView::model>>{};
        else return detail::after_error{};
    }
};

/// In FROM: a query under a name.
template <class View, class Query>
struct derived_source {
    using model = void;
    using columns_of = View;
    using query = Query;
    using pieces = nodes<Query>;
    static constexpr std::string_view name = View::name;
    static constexpr unsigned parameters = Query::parameters;
};

template <class View, class Query>
struct derived_table : derived_columns<View, decltype(detail::named_items_of<Query>())> {
    [[no_unique_address]] bound_values<Query::parameters> values;
    constexpr explicit derived_table(bound_values<Query::parameters> v) : values(static_cast<bound_values<Query::parameters>&&>(v)) {}
};

template <class View, class Query>
struct table_facts<derived_table<View, Query>> {
    using view = derived_source<View, Query>;
    static constexpr auto const& values(derived_table<View, Query> const& of) { return of.values; }
};

namespace detail {
template <class Query>
constexpr bool require_select() {
    constexpr bool is_query = requires { typename Query::select_tag; };
    static_assert(is_query, "dovetail: this takes a select, or several put together");
    return is_query;
}
}  // namespace detail

/// A query as a table of that name. Its own conditions see its own tables only, unless it is joined by a lateral join.
template <fixed_string Name, class Query>
constexpr auto subquery(Query const& query) {
    if constexpr (detail::require_select<Query>()) {
        using view = detail::view_of_fields<Name, typename detail::fields_of<decltype(detail::named_items_of<Query>())>::type>;
        return derived_table<view, Query>(query.all_values());
    } else return detail::after_error{};
}

}  // namespace dovetail
