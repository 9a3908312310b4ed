// SPDX-License-Identifier: BSL-1.0
// WITH: queries that have a name in one statement (common table expressions), and recursive ones.
//
//     auto busy = dt::cte<"busy">(dt::select(posts.author_id, dt::count().as(n)).group_by(posts.author_id));
//     dt::with_(busy)(dt::select(users.username, busy[n]).join(busy, busy[posts.author_id] == users.id))
//
//     auto below = dt::recursive_cte<"below">(dt::select(nodes.id).where(nodes.id == 1), [](auto const& below) {
//         return dt::select(nodes.id).join(below, nodes.parent_id == below[nodes.id]);
//     });
//     dt::with_(below)(dt::select(below))
#pragma once

#include <dovetail/expression/cast.hpp>
#include <dovetail/expression/label.hpp>
#include <dovetail/statement/compound.hpp>
#include <dovetail/statement/derived.hpp>

namespace dovetail {

enum class cte_kind { as_it_likes, materialized, not_materialized };

template <class View> struct cte_source;
/// What the columns of a CTE are qualified by: its name, which is all that FROM needs, so a select of such columns finds it by
/// itself; and the number of its columns, as derived_view has it.
template <fixed_string Name, std::uint32_t Columns>
struct cte_view {
    using model = void;
    using in_from = cte_source<cte_view>;
    static constexpr std::string_view name = Name, of = Name;
};
/// The same under another name.
template <class View, fixed_string Name>
struct cte_alias {
    using model = void;
    using in_from = cte_source<cte_alias>;
    static constexpr std::string_view name = Name, of = View::of;
};

namespace detail {
template <fixed_string Name, class Items>
using cte_view_of = cte_view<Name, number_of_columns<typename fields_of<Items>::type>>;
}  // namespace detail

/// In FROM: the name of a query that stands in WITH, or another name for it.
template <class View>
struct cte_source {
    using model = void;
    using columns_of = View;
    static constexpr std::string_view name = View::name, of = View::of;
    static constexpr unsigned parameters = 0;
};

/// A name of a query that stands in WITH.
template <class View, class Items>
struct cte_table : derived_columns<View, Items> {};
template <class View, class Items>
struct table_facts<cte_table<View, Items>> {
    using view = cte_source<View>;
    static constexpr bound_values<0> values(cte_table<View, Items> const&) { return {}; }
};

/// The view's name AS (Query).
template <class View, class Items, class Query, bool Recursive, cte_kind Kind>
struct cte_definition : cte_table<View, Items> {
    static constexpr std::string_view name = View::name;
    static constexpr bool is_recursive = Recursive;
    static constexpr auto kind = Kind;
    using query_type = Query;
    using pieces = nodes<Query>;
    static constexpr unsigned parameters = Query::parameters;
    [[no_unique_address]] bound_values<parameters> values;

    /// Computed once and kept, or put in the place of its name.
    constexpr auto materialized() const { return as<cte_kind::materialized>(); }
    constexpr auto not_materialized() const { return as<cte_kind::not_materialized>(); }

private:
    template <cte_kind New>
    constexpr auto as() const { return cte_definition<View, Items, Query, Recursive, New>{{}, values}; }
};
template <class View, class Items, class Query, bool Recursive, cte_kind Kind>
struct table_facts<cte_definition<View, Items, Query, Recursive, Kind>> : table_facts<cte_table<View, Items>> {};

/// The same CTE under another name, for a query that needs it twice.
template <fixed_string Name, class View, class Items>
constexpr auto alias(cte_table<View, Items> const&) {
    return cte_table<cte_alias<View, Name>, Items>{};
}

/// A query, or a mutation with RETURNING (PostgreSQL), that has a name in the statement it is given to by with_().
template <fixed_string Name, class Query>
constexpr auto cte(Query const& query) {
    constexpr bool has_rows = requires {
        typename Query::items;
        requires Query::statement != statement_kind::insert_rows;
    };
    static_assert(has_rows, "dovetail: cte() takes a select, or a mutation with returning()");
    if constexpr (has_rows) {
        using items = decltype(detail::named_items_of<Query>());
        using view = detail::cte_view_of<Name, items>;
        return cte_definition<view, items, Query, false, cte_kind::as_it_likes>{{}, query.all_values()};
    } else return detail::after_error{};
}

namespace detail {
template <class... A, class... B>
constexpr bool have_same_types(nodes<A...>*, nodes<B...>*) {
    return (std::is_same_v<without_null<typename A::type>, without_null<typename B::type>> && ...);
}
template <class Item>
inline constexpr bool is_column_item = Item::kind == node_kind::column;
template <class Operand, fixed_string Name>
inline constexpr bool is_column_item<labelled<Operand, Name>> = is_column_item<Operand>;

/// A column of both queries. Texts of different lengths are text, which PostgreSQL wants said; a function's has no length there.
template <class A, class B>
constexpr auto recursive_item() {
    using left = typename A::type;
    using right = typename B::type;
    constexpr bool are_texts = type_facts<left>::family == type_family::text && type_facts<right>::family == type_family::text;
    constexpr bool keeps_length = type_facts<left>::max_length == 0 || is_column_item<typename selected_item<B>::type>;
    if constexpr (!are_texts || (std::is_same_v<without_null<left>, without_null<right>> && keeps_length)) return item_of_both<A, B>();
    else {
        using both = nullable_if<type_facts<left>::is_nullable || type_facts<right>::is_nullable, text>;
        return std::conditional_t<std::is_same_v<both, left>, std::type_identity<A>, std::type_identity<typed_as<A, both>>>{};
    }
}
template <class... A, class... B>
constexpr auto recursive_items(nodes<A...>*, nodes<B...>*) {
    return nodes<typename decltype(recursive_item<A, B>())::type...>{};
}

/// A selected thing of the first query, of the type that the column has in the end. (PostgreSQL takes the first query's types,
/// and refuses others; in WITH, the column goes by what was selected without the cast.)
template <class Item, class Column>
constexpr auto cast_item(Item const& item) {
    using type = typename Column::type;
    if constexpr (std::is_same_v<without_null<typename Item::type>, without_null<type>>) return item;
    else return dovetail::as<selected_item<Item>::type::name>(dovetail::cast<without_null<type>>(item));
}
template <class... Columns, class... Items, select_flags Flags, class Source, class Where, class Order, class Plan, class Clauses>
constexpr auto cast_items(nodes<Columns...>*, select_statement<selected_columns<Items...>, Source, Where, Order, Plan, Flags, Clauses> const& first) {
    using items = selected_columns<decltype(cast_item<Items, Columns>(std::declval<Items const&>()))...>;
    return select_statement<items, Source, Where, Order, Plan, Flags, Clauses>{
        {}, first.item_values, first.where_values, first.order_values, first.limit_value, first.offset_value, first.clauses};
}

/// Items: the columns of the CTE, as far as they are known: those of the first query, and then of both, since a step may bring a
/// NULL or a wider number.
template <set_operator Op, fixed_string Name, class Items, class First, class Step>
constexpr auto make_recursive(First const& first, Step const& step) {
    using view = cte_view_of<Name, Items>;
    auto const next = step(cte_table<view, Items>{});
    using next_type = std::remove_const_t<decltype(next)>;
    if constexpr (!require_one_shape<First, next_type>())
        return cte_definition<view, Items, First, false, cte_kind::as_it_likes>{{}, first.all_values()};
    else if constexpr (First::items::is_entity) {
        using query = compound_statement<Op, First, next_type, parts<>, select_flags{}>;
        return cte_definition<view, Items, query, true, cte_kind::as_it_likes>{{}, join(first.all_values(), next.all_values())};
    } else {
        using both = decltype(recursive_items(static_cast<Items*>(nullptr), static_cast<decltype(named_items_of<next_type>())*>(nullptr)));
        if constexpr (!std::is_same_v<both, Items>) return make_recursive<Op, Name, both>(first, step);
        else {
            constexpr bool widened = !have_same_types(static_cast<Items*>(nullptr), static_cast<decltype(named_items_of<First>())*>(nullptr));
            constexpr bool can_widen = First::statement == statement_kind::select;
            static_assert(!widened || can_widen, "dovetail: a recursive CTE keeps the types of its first query; cast what differs there, as by "
                                                 "dt::cast<dt::bigint>(...)");
            auto const start = [&] {
                if constexpr (widened && can_widen) return cast_items(static_cast<Items*>(nullptr), first);
                else return first;
            }();
            using query = compound_statement<Op, std::remove_const_t<decltype(start)>, next_type, parts<>, select_flags{}>;
            return cte_definition<view, Items, query, true, cte_kind::as_it_likes>{{}, join(start.all_values(), next.all_values())};
        }
    }
}
template <set_operator Op, fixed_string Name, class First, class Step>
constexpr auto begin_recursive(First const& first, Step const& step) {
    return make_recursive<Op, Name, decltype(named_items_of<First>())>(first, step);
}
}  // namespace detail

/// A query that goes on from its own rows: `step` is given the CTE, and returns the select that makes the next rows.
/// It ends when a step gives no row.
template <fixed_string Name, class First, class Step>
constexpr auto recursive_cte(First const& first, Step const& step) {
    return detail::begin_recursive<set_operator::union_all, Name>(first, step);
}
/// The same with UNION: a row that was there already ends its branch, so that a circle in the data ends, too.
template <fixed_string Name, class First, class Step>
constexpr auto recursive_cte_distinct(First const& first, Step const& step) {
    return detail::begin_recursive<set_operator::union_, Name>(first, step);
}

namespace detail {
/// A statement with rows, as others ask it.
template <class Base>
struct as_statement {};
template <class Base>
    requires(requires { typename Base::items; } && !requires { typename Base::select_tag; })
struct as_statement<Base> {
    using items = typename Base::items;
};
template <class Base>
    requires requires { typename Base::select_tag; }
struct as_statement<Base> {
    using items = typename Base::items;
    using select_tag = void;
    using only_type = typename Base::only_type;
};
}  // namespace detail

/// Base, with the queries that have names in it.
template <class Base, class... Ctes>
struct with_statement : detail::as_statement<Base> {
    static constexpr auto statement = statement_kind::with;
    using base_statement = Base;
    using source = typename Base::source;
    using definitions = parts<Ctes...>;
    using pieces = nodes<definitions, Base>;
    static constexpr unsigned parameters = Base::parameters + definitions::parameters;
    [[no_unique_address]] bound_values<definitions::parameters> cte_values;
    Base base;

    constexpr auto all_values() const { return detail::join(cte_values, base.all_values()); }
};

namespace detail {
template <class Base, class... Ctes>
struct result_items_of<with_statement<Base, Ctes...>> : result_items_of<Base> {};
template <class T>
concept is_cte = requires { T::is_recursive; };

template <class... Ctes>
struct with_builder {
    bound_values<parts<Ctes...>::parameters> values;

    template <class Base>
    constexpr auto operator()(Base const& base) const {
        constexpr bool ok = requires { Base::statement; base.all_values(); };
        static_assert(ok, "dovetail: with_(...) is followed by the statement that uses the names, in brackets");
        if constexpr (ok) return with_statement<Base, Ctes...>{{}, values, base};
        else return after_error{};
    }
};
}  // namespace detail

/// WITH: the CTEs of the statement that follows in brackets. Each may use those before it.
template <class... Ctes>
constexpr auto with_(Ctes const&... ctes) {
    constexpr bool ok = sizeof...(Ctes) > 0 && (detail::is_cte<Ctes> && ...);
    constexpr bool after_error = (std::is_same_v<Ctes, detail::after_error> || ...);
    static_assert(ok || after_error, "dovetail: with_() takes what dt::cte<\"name\">(query) gives");
    if constexpr (ok) return detail::with_builder<Ctes...>{detail::join(bound_values<0>{}, ctes.values...)};
    else return detail::with_builder<>{};
}

template <class Base, class... Ctes>
inline constexpr bool reads_only<with_statement<Base, Ctes...>> = reads_only<Base> && (reads_only<typename Ctes::query_type> && ...);

}  // namespace dovetail
