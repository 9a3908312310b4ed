// SPDX-License-Identifier: BSL-1.0
// FROM of several tables: joins, by a relationship or by conditions.
//
//     dt::select(users, roles.name).join(users.role)
//     dt::select(users, roles.name).join(roles)             // by the only foreign key between the two
//     dt::select(users.id, posts.title).left_join(posts, posts.author_id == users.id)
//     constexpr auto boss = dt::alias<"boss">(users);
//     dt::select(users.username, boss.username).join(boss, boss.id == users.manager_id)
//
// What an outer join may leave out is a std::optional in the row. A join that connects nothing does not compile:
// every row beside every row is asked for by cross_join().
#pragma once

#include <dovetail/statement/foreign_key_join.hpp>

namespace dovetail {

enum class join_kind { inner, left, right, full, cross };
/// A lateral one sees the tables before it; one of the last kind stands in the text where something names its table.
enum class join_mode { plain, lateral, when_used };

/// Left, joined with a table. On: its conditions.
template <class Left, join_kind Kind, class View, class On, join_mode Mode = join_mode::plain>
struct joined {
    using model = typename Left::model;            // of the first table
    using left = Left;
    using view = View;
    using on = On;
    using pieces = nodes<Left, View, On>;
    static constexpr auto kind = Kind;
    static constexpr auto mode = Mode;
    static constexpr std::string_view name = Left::name;
    static constexpr unsigned parameters = Left::parameters + View::parameters + On::parameters;
};

namespace detail {

template <class Source> inline constexpr bool is_joined = false;
template <class Left, join_kind Kind, class View, class On, join_mode Mode>
inline constexpr bool is_joined<joined<Left, Kind, View, On, Mode>> = true;

/// The tables of a source whose columns an outer join may leave out.
template <class Source, bool All>
struct null_views {
    using type = nodes<>;
};
template <class Source>
    requires(!is_joined<Source>)
struct null_views<Source, true> {
    using type = nodes<typename Source::columns_of>;
};
template <class List, class View> struct with_view;
template <class... Views, class View>
struct with_view<nodes<Views...>, View> {
    using type = nodes<Views..., View>;
};
template <class Left, join_kind Kind, class View, class On, join_mode Mode, bool All>
struct null_views<joined<Left, Kind, View, On, Mode>, All> {
    using left = typename null_views<Left, All || Kind == join_kind::right || Kind == join_kind::full>::type;
    using type = std::conditional_t<All || Kind == join_kind::left || Kind == join_kind::full,
                                    typename with_view<left, typename View::columns_of>::type, left>;
};

template <class List, class View> inline constexpr bool contains = false;
template <class... Views, class View>
inline constexpr bool contains<nodes<Views...>, View> = (std::is_same_v<Views, View> || ...);

/// The condition of a join by the columns Left of one view and Right of the other, which are equal pair by pair.
template <class LeftView, auto const& Left, class RightView, auto const& Right>
struct columns_equal {
    template <std::size_t... I>
    static constexpr auto pairs(std::index_sequence<I...>) {
        return parts<binary<binary_operator::equal, column_at<LeftView, LeftView::model::column_index(Left[I])>,
                            column_at<RightView, RightView::model::column_index(Right[I])>, boolean>...>{};
    }
    using type = decltype(pairs(std::make_index_sequence<Left.size()>{}));
};
template <class Source, class Values>
struct made_source {
    using source = Source;
    Values values;
};

template <class Source, class View>
constexpr auto join_crossed(bound_values<View::parameters> const& values) {
    return made_source<joined<Source, join_kind::cross, View, parts<>>, bound_values<View::parameters>>{values};
}

/// The join, or the two joins, that a relationship is.
template <class Source, join_kind Kind, join_mode Mode, class Relationship, class Target, class... Conditions>
constexpr auto join_relationship(Conditions const&... conditions) {
    using here = typename Relationship::source;
    using model = typename here::model;
    constexpr std::size_t index = relationship_index<model>(Relationship::name);
    static_assert(require_valid_model<model>());
    constexpr auto const& facts = relationship_of<model, index>;
    using columns = relationship_columns<model, index>;
    using extra = parts<Conditions...>;
    auto const values = join(bound_values<0>{}, bound_values<0>{}, conditions.values...);
    if constexpr (facts.kind == relation::many_to_many) {
        using between = expression_view<typename model::template relationship<index>::association>;
        using through = joined<Source, Kind, between, typename columns_equal<between, columns::owner, here, columns::here>::type, Mode>;
        using on = typename columns_equal<Target, columns::there, between, columns::to_there>::type;
        using source = joined<through, Kind, Target, typename on::template and_more<Conditions...>, Mode>;
        return made_source<source, bound_values<extra::parameters>>{values};
    } else {
        using on = typename columns_equal<Target, columns::there, here, columns::here>::type;
        return made_source<joined<Source, Kind, Target, typename on::template and_more<Conditions...>, Mode>,
                           bound_values<extra::parameters>>{values};
    }
}

template <class T> inline constexpr bool is_relationship = false;
template <class View, fixed_string Name, class Nested>
inline constexpr bool is_relationship<relationship_expression<View, Name, Nested>> = true;

template <class Source, join_kind Kind, join_mode Mode, class Relationship, class Target, class... Conditions>
constexpr auto join_named(Conditions const&... conditions) {
    constexpr bool ok = are_conditions<Conditions...>;
    static_assert(ok, "dovetail: what follows a relationship in join() are further conditions");
    if constexpr (ok) return join_relationship<Source, Kind, Mode, Relationship, Target>(conditions...);
    else return join_relationship<Source, Kind, Mode, Relationship, Target>();
}

template <class T> inline constexpr bool is_table_of_model = false;
template <table_type T>
inline constexpr bool is_table_of_model<T> = !std::is_void_v<typename table_facts<T>::view::model>;

/// join(relationship), join(relationship, alias), join(table, condition), each with further conditions; join(table). After an
/// error the table is joined, too, so that what the statement says of it is no second error.
template <class Source, join_kind Kind, join_mode Mode, class Target, class... Rest>
constexpr auto make_join(Target const& target, Rest const&... rest) {
    if constexpr (is_relationship<Target>) {
        using model = typename Target::target;
        if constexpr ((table_type<Rest> || ...)) {
            return [&]<class Named, class... More>(Named const&, More const&... more) {
                constexpr bool fits = [] {
                    if constexpr (table_type<Named>) return std::is_same_v<typename table_facts<Named>::view::model, model>;
                    else return false;
                }();
                static_assert(fits, "dovetail: join(relationship, table) takes the relationship's target under another name, by "
                                    "dt::alias<\"name\">(table)");
                if constexpr (fits) return join_named<Source, Kind, Mode, Target, typename table_facts<Named>::view>(more...);
                else return join_named<Source, Kind, Mode, Target, expression_view<model>>();
            }(rest...);
        } else return join_named<Source, Kind, Mode, Target, expression_view<model>>(rest...);
    } else if constexpr (is_table_of_model<Target> && sizeof...(Rest) == 0) {
        using view = typename table_facts<Target>::view;
        return made_source<joined<Source, Kind, view, decltype(join_condition<view, Source>()), Mode>, bound_values<0>>{};
    } else {
        // A table with its conditions is not for this function.
        constexpr bool ok = table_type<Target> && sizeof...(Rest) > 0 && are_conditions<Rest...>;
        static_assert(ok, "dovetail: join() takes a relationship, such as users.role, or a table and the condition that "
                          "connects it");
        if constexpr (table_type<Target>)
            return join_crossed<Source, typename table_facts<Target>::view>(table_facts<Target>::values(target));
        else return made_source<Source, bound_values<0>>{};
    }
}

}  // namespace detail
}  // namespace dovetail
