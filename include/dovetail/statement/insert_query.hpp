// SPDX-License-Identifier: BSL-1.0
// INSERT ... SELECT: the rows of a select, inserted without leaving the database.
//
//     dt::insert_into(archive).columns(archive.id, archive.name).from(dt::select(users.id, users.username).where(...))
#pragma once

#include <dovetail/schema/new_row.hpp>
#include <dovetail/statement/returning.hpp>
#include <dovetail/statement/select.hpp>
#include <dovetail/statement/upsert.hpp>

namespace dovetail {

template <class View, class Set>
struct insert_statement;

template <class View, class Columns, class Query>
struct insert_query_statement {
    static constexpr auto statement = statement_kind::insert_query;
    using source = View;
    using columns = Columns;
    using query_type = Query;
    using pieces = nodes<Query>;
    static constexpr unsigned parameters = Query::parameters;
    Query query;

    template <class... Columns_>
    constexpr auto on_conflict(Columns_ const&... of) const {
        return detail::add_conflict(*this, of...);
    }
    template <class... Things>
    constexpr auto returning(Things const&... things) const {
        return detail::add_returning(*this, things...);
    }
    constexpr auto all_values() const { return query.all_values(); }
};

namespace detail {

template <class Column>
struct inserted_column {
    using column = Column;
};

/// What is wrong with inserting the Selected into the Columns: their number, or their types.
template <class... Columns, class... Selected>
constexpr bool same_count(parts<Columns...>*, selected_columns<Selected...>*) {
    return sizeof...(Columns) == sizeof...(Selected);
}
template <class... Columns, class... Selected>
constexpr bool same_types(parts<Columns...>*, selected_columns<Selected...>*) {
    return (comparable<typename Columns::type, typename Selected::type> && ...);
}

template <class Columns, class Query>
constexpr bool require_query() {
    constexpr bool is_columns = [] {
        if constexpr (query_expression<Query>) return !Query::items::is_entity;
        else return false;
    }();
    static_assert(is_columns, "dovetail: from() of an INSERT takes a select of columns, one for each that is inserted");
    if constexpr (is_columns) {
        constexpr bool counted = same_count(static_cast<Columns*>(nullptr), static_cast<typename Query::items*>(nullptr));
        static_assert(counted, "dovetail: this select does not have as many columns as the INSERT names");
        if constexpr (counted) {
            constexpr bool fits = same_types(static_cast<Columns*>(nullptr), static_cast<typename Query::items*>(nullptr));
            static_assert(fits, "dovetail: this select has a column of another SQL type than the one it is inserted into");
            return fits;
        }
    }
    return false;
}

/// Without columns after an error.
template <class View, class... Columns>
struct insert_columns_builder {
    template <class Query>
    constexpr auto from(Query const& query) const {
        if constexpr (sizeof...(Columns) == 0) return insert_statement<View, parts<>>{};
        else if constexpr (require_query<parts<Columns...>, Query>())
            return insert_query_statement<View, parts<Columns...>, Query>{query};
        else return insert_statement<View, parts<>>{};
    }
};

}  // namespace detail
}  // namespace dovetail
