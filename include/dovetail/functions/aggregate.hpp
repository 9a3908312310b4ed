// SPDX-License-Identifier: BSL-1.0
// Aggregates that collect: into arrays, into JSON; and any other that a database has.
//
//     dt::array_agg(tags.name).order_by(tags.name)      dt::json_agg(dt::json_object("id", posts.id, "title", posts.title))
//     dt::aggregate_function<"bit_or", dt::nullable<dt::integer>>(users.flags)
//
// As all aggregates: .filter(condition), .over(window), dt::distinct(argument); .order_by(...) on PostgreSQL.
#pragma once

#include <dovetail/expression/aggregate.hpp>
#include <dovetail/functions/json.hpp>
#include <dovetail/types/array.hpp>

namespace dovetail {
namespace detail {

template <class> inline constexpr bool is_distinct = false;
template <class A> inline constexpr bool is_distinct<distinct_argument<A>> = true;

template <fixed_string Name, class Result, bool Distinct, class... U>
constexpr auto collect_by(U&&... given) {
    constexpr bool ok = (is_argument<U> && ...);
    static_assert(ok, "dovetail: a value of this C++ type cannot be bound; give it a dt::codec");
    if constexpr (ok)
        return ordered_aggregate<Name, Result, nodes<argument_node<U>...>, nodes<>, Distinct>(
            join(bound_values<0>{}, values_for<operand_type<U>>(static_cast<U&&>(given))...));
    else return after_error{};
}
/// The argument as it stands in a JSON document, or in the JSON array that is SQLite's array.
template <fixed_string Sqlite, fixed_string Postgres, class A>
constexpr auto written_in_json(A&& value) {
    if constexpr (expression<A> && Sqlite.view() == "?" && Postgres.view() == "?") return static_cast<std::remove_cvref_t<A>>(value);
    else return call<without_null<operand_type<A>>, Sqlite, Postgres, anything>(static_cast<A&&>(value));
}
template <class A>
constexpr auto in_document(A&& value) {
    return written_in_json<value_in_sqlite<A>, value_in_postgres<A>>(static_cast<A&&>(value));
}
template <bool Distinct, class A>
constexpr auto make_array_agg(A const& of) {
    using type = typename A::type;
    using result = nullable<array<type>>;
    if constexpr (type_facts<type>::stored_as == storage::boolean)
        return collect_by<"array_agg", result, Distinct>(written_in_json<value_in_sqlite<A>, "?">(of));
    else if constexpr (type_facts<type>::stored_as == storage::blob)        // JSON has none
        return collect_by<"array_agg", result, Distinct>(written_in_json<"", "CAST(? AS BYTEA)">(of));
    else return collect_by<"array_agg", result, Distinct>(of);
}

}  // namespace detail

/// Any aggregate of the database, by its name; in quotes inside of the name where it needs them. Result is its SQL type, nullable<...>
/// where it may be NULL, as it is of most over no rows. Arguments are expressions and C++ values; dt::distinct() may stand around the
/// first one.
template <fixed_string Name, class Result, class First, class... U>
constexpr auto aggregate_function(First&& first, U&&... rest) {
    constexpr bool is_distinct = detail::is_distinct<std::remove_cvref_t<First>>;
    if constexpr (is_distinct) return detail::collect_by<Name, Result, true>(first.argument, static_cast<U&&>(rest)...);
    else return detail::collect_by<Name, Result, false>(static_cast<First&&>(first), static_cast<U&&>(rest)...);
}

/// The values as an array, NULLs among them; over no rows NULL, on SQLite an empty array.
template <expression A>
constexpr auto array_agg(A const& of) { return detail::make_array_agg<false>(of); }
template <class A>
constexpr auto array_agg(distinct_argument<A> const& of) { return detail::make_array_agg<true>(of.argument); }

/// The values as a JSON array, NULL as null, documents as such; over no rows NULL, on SQLite []. Times are as the database writes them.
template <class A>
    requires detail::is_argument<A>
constexpr auto json_agg(A&& of) {
    return detail::collect_by<"jsonb_agg", nullable<jsonb>, false>(detail::in_document(static_cast<A&&>(of)));
}
template <class A>
constexpr auto json_agg(distinct_argument<A> const& of) {
    return detail::collect_by<"jsonb_agg", nullable<jsonb>, true>(detail::in_document(of.argument));
}
/// Keys and values as a JSON object; over no rows NULL, on SQLite {}. A key is text and not NULL; of a key that comes twice, PostgreSQL
/// keeps the last value, SQLite both.
template <class Key, class Value>
constexpr auto json_object_agg(Key&& key, Value&& value) {
    constexpr bool ok = detail::is_argument<Value> && detail::can_compare<text, Key>();
    static_assert(ok, "dovetail: json_object_agg() takes a key, which is text, and a value");
    if constexpr (ok)
        return detail::collect_by<"jsonb_object_agg", nullable<jsonb>, false>(static_cast<Key&&>(key),
                                                                              detail::in_document(static_cast<Value&&>(value)));
    else return detail::after_error{};
}

}  // namespace dovetail
