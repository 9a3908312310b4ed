// SPDX-License-Identifier: BSL-1.0
// A select of one thing as a value.
//
//     dt::update(users).set(users.best = dt::scalar_subquery(dt::select(dt::max(posts.score)).where(posts.author_id == users.id)))
#pragma once

#include <dovetail/expression/function.hpp>
#include <dovetail/statement/select.hpp>

namespace dovetail {

template <class Query, class Type>
struct scalar_subquery_value : operand<scalar_subquery_value<Query, Type>> {
    static constexpr auto kind = node_kind::scalar_subquery;
    static constexpr unsigned parameters = Query::parameters;
    using type = Type;
    using query = Query;
    [[no_unique_address]] bound_values<parameters> values;
    constexpr explicit scalar_subquery_value(bound_values<parameters> v) : values(v) {}
};

namespace detail {
/// NULL where the select has no row. An aggregate always has one.
template <class Items>
struct scalar_type;
template <class First, class... More>
struct scalar_type<selected_columns<First, More...>> {
    static constexpr bool has_row = First::kind == node_kind::aggregate || First::kind == node_kind::sequence;
    using type = std::conditional_t<has_row, typename First::type, typename nullable_once<typename First::type>::type>;
};
}  // namespace detail

/// The select's one value, or NULL where it has no row. More than one row is an error on PostgreSQL; SQLite takes the
/// first.
template <class Query>
constexpr auto scalar_subquery(Query const& query) {
    constexpr bool has_columns = [] {
        if constexpr (query_expression<Query>) return !Query::items::is_entity;
        else return false;
    }();
    constexpr bool has_one = [] {
        if constexpr (has_columns) return !std::is_same_v<typename Query::only_type, absent>;
        else return false;
    }();
    static_assert(has_one, "dovetail: scalar_subquery() takes a select of exactly one column or expression");
    if constexpr (has_columns)
        return scalar_subquery_value<Query, typename detail::scalar_type<typename Query::items>::type>(query.all_values());
    else return detail::after_error{};
}

}  // namespace dovetail
