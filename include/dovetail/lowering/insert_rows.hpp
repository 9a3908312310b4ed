// SPDX-License-Identifier: BSL-1.0
// Text of an INSERT of new rows: all columns, several rows a statement, the same text whatever the rows leave out.
//
//     INSERT INTO "users" ("id", "username") VALUES (?, ?), (?, ?)
//
// What a row leaves out is bound: a constant default, NULL, NULL for the key that the database makes. Only a default
// that is the server's SQL needs text of its own; such tables are inserted row by row, and give their values back.
#pragma once

#include <dovetail/lowering/text.hpp>

namespace dovetail::detail {

/// Whether some value is known only once the database has made it (beside the generated key).
template <class Model>
inline constexpr bool makes_values = [] {
    for (auto const& column : Model::columns)
        if (column.missing == default_kind::server || column.missing == default_kind::generated) return true;
    return false;
}();

/// Parameters of one row: one a column, two for a server default (is it given? then which?), none for generated.
template <class Model>
inline constexpr int row_parameters = [] {
    int count = 0;
    for (auto const& column : Model::columns)
        count += column.missing == default_kind::generated ? 0 : column.missing == default_kind::server ? 2 : 1;
    return count;
}();

template <class Model>
constexpr void write_row(writer& w) {
    w.put("(");
    bool first = true;
    for (auto const& column : Model::columns) {
        if (column.missing == default_kind::generated) continue;
        if (!first) w.put(", ");
        first = false;
        if (column.missing == default_kind::server) {
            w.put("CASE WHEN ");
            w.parameter();
            w.put(" THEN ");
            w.parameter();
            w.put(" ELSE ");
            w.put(column.sql);
            w.put(" END");
        } else w.parameter();
    }
    w.put(")");
}

/// RETURNING the columns that the database makes in these ways, if there are any.
template <class Model, default_kind... Made>
constexpr void write_returning(writer& w) {
    bool first = true;
    for (auto const& column : Model::columns) {
        if (((column.missing != Made) && ...)) continue;
        w.put(first ? " RETURNING " : ", ");
        first = false;
        w.identifier(column.name);
    }
}

template <class Model, int Rows>
constexpr void write_insert_rows(writer& w) {
    w.put("INSERT INTO ");
    w.identifier(Model::table);
    bool first = true;
    for (auto const& column : Model::columns) {
        if (column.missing == default_kind::generated) continue;
        w.put(first ? " (" : ", ");
        first = false;
        w.identifier(column.name);
    }
    w.put(") VALUES ");
    for (int row = 0; row < Rows; ++row) {
        if (row != 0) w.put(", ");
        write_row<Model>(w);
    }
    write_returning<Model, default_kind::server, default_kind::generated>(w);
}

/// Rows of one statement: as many as keep its parameters below a size beyond which nothing is gained.
template <class Model>
inline constexpr int rows_a_statement = makes_values<Model> ? 1 : row_parameters<Model> >= 128 ? 1 : 128 / row_parameters<Model>;

/// WHERE key = ? AND ...
template <class Model>
constexpr void write_key_condition(writer& w) {
    bool first = true;
    for (auto column : Model::key_columns) {
        w.put(first ? " WHERE " : " AND ");
        first = false;
        w.identifier(Model::columns[column].name);
        w.put(" = ");
        w.parameter();
    }
}
template <class Model>
constexpr void write_select_by_key(writer& w) {
    w.put("SELECT ");
    bool first = true;
    for (auto const& column : Model::columns) {
        if (!first) w.put(", ");
        first = false;
        w.identifier(column.name);
    }
    w.put(" FROM ");
    w.identifier(Model::table);
    write_key_condition<Model>(w);
}
template <class Model>
constexpr void write_delete_by_key(writer& w) {
    w.put("DELETE FROM ");
    w.identifier(Model::table);
    write_key_condition<Model>(w);
}
/// Of several rows at once, by a key of one column.
template <class Model>
constexpr void write_delete_by_keys(writer& w) {
    w.put("DELETE FROM ");
    w.identifier(Model::table);
    w.put(" WHERE ");
    w.identifier(Model::columns[Model::key_columns[0]].name);
    w.put(" IN ");
    w.put(w.dialect.range_before);
    w.parameter();
    w.put(w.dialect.range_after);
}

}  // namespace dovetail::detail
