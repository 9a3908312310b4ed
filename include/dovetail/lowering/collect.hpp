// SPDX-License-Identifier: BSL-1.0
// A statement's values in the order of its placeholders.
#pragma once

#include <dovetail/lowering/mutation.hpp>
#include <dovetail/mapping/parameters.hpp>

namespace dovetail::detail {

/// Of a select, by the shape of its parts; so that statements of one shape share it.
template <bool Wrapped, bool Limit, bool Offset, unsigned Items, unsigned Where, unsigned Order>
parameters collect_select(bound_values<Items> const& items, bound_values<Where> const& where,
                          bound_values<Order> const& order, std::int64_t limit, std::int64_t offset) {
    parameters values(Items + Where + Order * (1 + Wrapped) + Limit + Offset);
    values.add(items);
    values.add(where);
    values.add(order);
    if (Limit) values.add(count_value(limit));
    if (Offset) values.add(count_value(offset));
    if constexpr (Wrapped) values.add(order);      // the order stands inside and outside of the subquery
    return values;
}

template <unsigned A, unsigned B>
parameters collect_two(bound_values<A> const& first, bound_values<B> const& second) {
    parameters values(A + B);
    values.add(first);
    values.add(second);
    return values;
}

/// Of a select with values in the clauses that most selects lack.
template <class S>
parameters collect_clauses(S const& statement) {
    parameters values(S::parameters);
    values.add(statement.clauses.distinct_values);
    values.add(statement.item_values);
    values.add(statement.clauses.from_values);
    values.add(statement.where_values);
    values.add(statement.clauses.group_values);
    values.add(statement.clauses.having_values);
    values.add(statement.clauses.window_values);
    values.add(statement.order_values);
    if (S::flags.limit) values.add(count_value(statement.limit_value));
    if (S::flags.offset) values.add(count_value(statement.offset_value));
    if constexpr (S::is_wrapped) values.add(statement.order_values);      // the order stands inside and outside of the subquery
    return values;
}

template <class S>
parameters collect_values(S const& statement) {
    if constexpr (requires { typename S::explained; })
        return collect_values(static_cast<typename S::explained const&>(statement));
    else if constexpr (requires { requires S::clauses_type::parameters != 0; }) return collect_clauses(statement);
    else if constexpr (S::statement == statement_kind::select)
        return collect_select<S::is_wrapped, S::flags.limit, S::flags.offset>(
            statement.item_values, statement.where_values, statement.order_values, statement.limit_value, statement.offset_value);
    else if constexpr (S::statement == statement_kind::insert_rows) {
        if constexpr (S::conflict_type::parameters == 0) return parameters();
        else return collect_two(statement.conflict.set_values, statement.conflict.where_values);
    }
    else if constexpr (S::statement == statement_kind::insert) return collect_two(statement.set_values, bound_values<0>{});
    else if constexpr (S::statement == statement_kind::update)
        return collect_two(statement.set_values, join(statement.from_values, statement.where_values));
    else if constexpr (S::statement == statement_kind::delete_) return collect_two(statement.using_values, statement.where_values);
    else if constexpr (S::statement == statement_kind::raw) return collect_two(statement.argument_values, bound_values<0>{});
    else return collect_two(statement.all_values(), bound_values<0>{});
}

}  // namespace dovetail::detail
