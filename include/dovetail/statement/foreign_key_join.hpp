// SPDX-License-Identifier: BSL-1.0
// join(table) without a condition: by the only foreign key that connects the table with those before it.
//
//     dt::select(users.username, posts.title).join(posts)      // ON "posts"."author_id" = "users"."id"
//
// A key of several columns connects by all of them.
#pragma once

#include <dovetail/schema/keys.hpp>
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

/// By the K-th foreign key of From, if it leads to To.
template <bool KeyIsJoined, class From, class To, std::size_t K>
constexpr auto join_by_key() {
    using model = typename From::model;
    using target = typename To::model;
    using key = foreign_key_at<model, K>;
    if constexpr (std::is_void_v<key>) return key_joins<>{};
    else if constexpr (!std::is_same_v<typename key::target_model, target>) return key_joins<>{};
    else {
        constexpr auto here = columns_of_key<model, K>();
        constexpr auto there = target_columns_of_key<model, K>();
        return [&]<std::size_t... I>(std::index_sequence<I...>) {
            return key_joins<parts<key_equal<KeyIsJoined, column_at<From, model::column_index(here[I])>,
                                             column_at<To, target::column_index(there[I])>>...>>{};
        }(std::make_index_sequence<here.size()>{});
    }
}
template <bool KeyIsJoined, class From, class To>
constexpr auto joins_from() {
    return []<std::size_t... K>(std::index_sequence<K...>) {
        return (key_joins<>{} + ... + join_by_key<KeyIsJoined, From, To, K>());
    }(std::make_index_sequence<foreign_key_count<typename From::model>>{});
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
