// SPDX-License-Identifier: BSL-1.0
// Derived tables: a query in FROM, under a name.
//
//     inline constexpr dt::label<"n"> n;
//     auto counted = dt::subquery<"counted">(dt::select(posts.author_id, dt::count().as(n)).group_by(posts.author_id));
//     dt::select(users.username, counted[n]).join(counted, counted[posts.author_id] == users.id)
//
// Its columns are asked for by what was selected, or by its label.
#pragma once

#include <dovetail/statement/result_row.hpp>

namespace dovetail {

/// A column of a table that a query makes.
template <fixed_string Name, class Type>
struct field {
    static constexpr auto name = Name;
    using type = Type;
};

/// What the columns of such a table are qualified by. Its text in FROM is another type's, which is longer.
template <fixed_string Name, class... Fields>
struct derived_view {
    using model = void;
    static constexpr std::string_view name = Name;
};

namespace detail {

/// The fields of a query: of its selected things that have a name.
template <fixed_string Name, class Items, class... Fields>
struct derived_view_of;
template <fixed_string Name, class... Fields>
struct derived_view_of<Name, nodes<>, Fields...> {
    using type = derived_view<Name, Fields...>;
};
template <fixed_string Name, class First, class... Rest, class... Fields>
struct derived_view_of<Name, nodes<First, Rest...>, Fields...> {
    static constexpr auto next() {
        using item = typename selected_item<First>::type;
        if constexpr (requires { requires item::has_own_name; })
            return typename derived_view_of<Name, nodes<Rest...>, Fields..., field<item::name, typename First::type>>::type{};
        else return typename derived_view_of<Name, nodes<Rest...>, Fields...>::type{};
    }
    using type = decltype(next());
};

template <class View, class... Fields>
struct columns_of_fields {
    using all = selected_columns<column_expression<View, Fields::name, typename Fields::type>...>;
    static constexpr std::size_t count(std::string_view wanted) { return ((Fields::name.view() == wanted) + ... + std::size_t(0)); }
    static constexpr std::size_t index(std::string_view wanted) {
        std::size_t found = 0, at = 0;
        ((Fields::name.view() == wanted ? void(found = at) : void(), ++at), ...);
        return found;
    }
    template <std::size_t I> using at = std::tuple_element_t<I, std::tuple<Fields...>>;
};
template <class View> struct columns_of_view;
template <fixed_string Name, class... Fields>
struct columns_of_view<derived_view<Name, Fields...>> : columns_of_fields<derived_view<Name, Fields...>, Fields...> {};

template <class E, class... Items>
constexpr std::string_view name_of_item(nodes<Items...>*) {
    std::string_view name;
    auto const consider = [&]<class Item>(std::type_identity<Item>) {
        using item = typename selected_item<Item>::type;
        bool is_it = std::is_same_v<item, E>;
        if constexpr (requires { typename item::named; }) is_it = is_it || std::is_same_v<typename item::named, E>;
        // a column that came through a derived table keeps answering to the column it was
        if constexpr (E::kind == node_kind::column && item::kind == node_kind::column)
            is_it = is_it || (std::is_void_v<typename item::source::model> && item::name.view() == E::name.view());
        if (is_it) name = selected_name<Item>();
    };
    (consider(std::type_identity<Items>{}), ...);
    return name;
}

}  // namespace detail

/// The columns of a derived table, as [] gives them.
template <class View, class Items>
struct derived_columns {
    /// The column of that label, or of that name.
    template <fixed_string Name>
    constexpr auto operator[](label<Name>) const {
        return find([] { return Name.view(); });
    }
    /// The column that was selected by this expression.
    template <expression E>
    constexpr auto operator[](E const&) const {
        return find([] { return detail::name_of_item<E>(static_cast<Items*>(nullptr)); });
    }

private:
    template <class NameOf>
    constexpr auto find(NameOf) const {
        using columns = detail::columns_of_view<View>;
        constexpr auto count = columns::count(NameOf{}());
        static_assert(count > 0, "dovetail: this derived table has no such column; select it there, and give what is computed a "
                                 "name by expression.as(label)");
        static_assert(count < 2, "dovetail: two columns of this derived table have this name; give one of them a label");
        if constexpr (count == 1) {
            using found = typename columns::template at<columns::index(NameOf{}())>;
            return column_expression<View, found::name, typename found::type>{};
        } else return detail::after_error{};
    }
};

/// In FROM: a query under a name.
template <class View, class Query>
struct derived_source {
    using model = void;
    using columns_of = View;
    using query = Query;
    using pieces = nodes<Query>;
    using all_columns = typename detail::columns_of_view<View>::all;
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
        using view = typename detail::derived_view_of<Name, decltype(detail::named_items_of<Query>())>::type;
        return derived_table<view, Query>(query.all_values());
    } else return detail::after_error{};
}

}  // namespace dovetail
