// SPDX-License-Identifier: BSL-1.0
// join(table) without a condition: by the only foreign key that connects the table with those before it.
//
//     dt::select(users.username, posts.title).join(posts)      // ON "posts"."author_id" = "users"."id"
//
// A key of several columns connects by all of them.
#pragma once

#include <dovetail/schema/composite_key.hpp>
#include <dovetail/statement/clauses.hpp>

namespace dovetail::detail {

/// A column of a view by its position in the model.
template <class View, std::size_t I>
using column_at = column_expression<View, View::model::template column<I>::name, typename View::model::template column<I>::type>;

/// The conditions of joins that are possible, each a parts<...>.
template <class... Ons>
struct key_joins {
    static constexpr std::size_t count = sizeof...(Ons);
};
template <class... A, class... B>
constexpr key_joins<A..., B...> operator+(key_joins<A...>, key_joins<B...>) {
    return {};
}

/// Joined.column = There.column, where the first pair is of the view that has the key.
template <bool KeyIsJoined, class KeyColumn, class TargetColumn>
using key_equal = binary<binary_operator::equal, std::conditional_t<KeyIsJoined, KeyColumn, TargetColumn>,
                         std::conditional_t<KeyIsJoined, TargetColumn, KeyColumn>, boolean>;

template <bool KeyIsJoined, class From, class To, std::size_t I>
constexpr auto join_by_column() {
    using key = typename From::model::template foreign_key<I>;
    if constexpr (std::is_void_v<key>) return key_joins<>{};
    else if constexpr (!std::is_same_v<typename key::target_model, typename To::model>) return key_joins<>{};
    else {
        using target = typename To::model;
        constexpr std::size_t there = target::column_index(key::column.view().empty() ? single_key<target>() : key::column.view());
        return key_joins<parts<key_equal<KeyIsJoined, column_at<From, I>, column_at<To, there>>>>{};
    }
}
template <bool KeyIsJoined, class From, class To, class Key>
constexpr auto join_by_columns() {
    using target = typename To::model;
    if constexpr (!std::is_same_v<typename Key::target_model, target>) return key_joins<>{};
    else
        return []<std::size_t... I>(std::index_sequence<I...>) {
            return key_joins<parts<key_equal<KeyIsJoined, column_at<From, From::model::column_index(Key::columns[I])>,
                                             column_at<To, target::key_columns[I]>>...>>{};
        }(std::make_index_sequence<target::key_count>{});
}
template <bool KeyIsJoined, class From, class To, std::size_t... I, class... Keys>
constexpr auto joins_by_keys(std::index_sequence<I...>, composite_keys<Keys...>) {
    return (key_joins<>{} + ... + join_by_column<KeyIsJoined, From, To, I>()) +
           (key_joins<>{} + ... + join_by_columns<KeyIsJoined, From, To, Keys>());
}
template <bool KeyIsJoined, class From, class To>
constexpr auto joins_from() {
    return joins_by_keys<KeyIsJoined, From, To>(std::make_index_sequence<From::model::column_count>{}, composite_keys_of<typename From::model>{});
}
template <class Joined, class There>
constexpr auto joins_with() {
    if constexpr (std::is_void_v<typename There::model>) return key_joins<>{};      // a derived table
    else return joins_from<true, Joined, There>() + joins_from<false, There, Joined>();
}

/// With each table of a source.
template <class Joined, class Source>
struct joins_with_all {
    using type = decltype(joins_with<Joined, Source>());
};
template <class Joined, class Source>
    requires requires { typename Source::left; }
struct joins_with_all<Joined, Source> {
    using type = decltype(typename joins_with_all<Joined, typename Source::left>::type{} + joins_with<Joined, typename Source::view>());
};

template <class On>
constexpr On the_only(key_joins<On>);

/// The condition that joins the view with a source; parts<> after an error.
template <class Joined, class Source>
constexpr auto join_condition() {
    static_assert(require_valid_model<typename Joined::model>());
    using found = typename joins_with_all<Joined, Source>::type;
    static_assert(found::count > 0, "dovetail: no foreign key connects this table with those before it; give join() the condition "
                                    "that does");
    static_assert(found::count < 2, "dovetail: several foreign keys connect this table with those before it; join a relationship, "
                                    "or give join() the condition");
    if constexpr (found::count == 1) return decltype(the_only(found{})){};
    else return parts<>{};
}

}  // namespace dovetail::detail
