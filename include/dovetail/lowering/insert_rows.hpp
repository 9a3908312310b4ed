// SPDX-License-Identifier: BSL-1.0
// Text of an INSERT of new rows: all columns, several rows a statement, the same text whatever the rows leave out.
//
//     INSERT INTO "users" ("id", "username") VALUES (?, ?), (?, ?)
//
// What a row leaves out is bound: a constant default, NULL, NULL for the key that the database makes. Only a default
// that is the server's SQL needs text of its own; such tables are inserted row by row, and give their values back.
//
// PostgreSQL makes a key only where the column is not named, so there each form is with or without it. Many rows come as
// arrays, one a column:
//
//     INSERT INTO "users" ("username") SELECT "username" FROM unnest($1::TEXT[]) WITH ORDINALITY AS "new_rows"
//         ("username", "dovetail_n") ORDER BY "dovetail_n" RETURNING "id"
#pragma once

#include <dovetail/lowering/table_name.hpp>

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

/// INSERT INTO table (columns) VALUES (?, ...), ...
template <class Model, int Rows>
constexpr void write_rows_of_values(writer& w) {
    w.put("INSERT INTO ");
    write_table<Model>(w);
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
}
template <class Model, int Rows>
constexpr void write_insert_rows(writer& w) {
    write_rows_of_values<Model, Rows>(w);
    write_returning<Model, default_kind::server, default_kind::generated>(w);
}

/// Whether a new row names a column; WithKey: also the key that the database would make.
template <bool WithKey>
constexpr bool is_named(column_facts const& column) {
    return column.missing != default_kind::generated && (WithKey || column.missing != default_kind::generated_key);
}
template <class Model, bool WithKey>
inline constexpr bool names_any_column = [] {
    for (auto const& column : Model::columns)
        if (is_named<WithKey>(column)) return true;
    return false;
}();

/// INSERT INTO table (columns)
template <class Model, bool WithKey>
constexpr void write_insert_into(writer& w) {
    w.put("INSERT INTO ");
    write_table<Model>(w);
    bool first = true;
    for (auto const& column : Model::columns) {
        if (!is_named<WithKey>(column)) continue;
        w.put(first ? " (" : ", ");
        first = false;
        w.identifier(column.name);
    }
    if (!first) w.put(")");
}
/// The value given for a server default, or the default. The cast makes both one type, whatever the SQL's own is.
template <class Given, class Value>
constexpr void write_default_or(writer& w, column_facts const& column, Given given, Value value) {
    w.put("CASE WHEN ");
    given();
    w.put(" THEN ");
    value();
    w.put(" ELSE CAST(");
    w.put(column.sql);
    w.put(" AS ");
    w.type(column.stored_as, column.formed);
    w.put(") END");
}
/// RETURNING in the columns' order: the key that was not given, server defaults, generated columns.
template <class Model, bool WithKey>
constexpr void write_returning_made(writer& w) {
    if (WithKey) write_returning<Model, default_kind::server, default_kind::generated>(w);
    else write_returning<Model, default_kind::generated_key, default_kind::server, default_kind::generated>(w);
}

/// One new row. Parameters are as write_insert_rows has them, without the key's where it is not given.
template <class Model, bool WithKey>
constexpr void write_one_row(writer& w) {
    write_insert_into<Model, WithKey>(w);
    if (!names_any_column<Model, WithKey>) w.put(" DEFAULT VALUES");
    bool first = true;
    for (auto const& column : Model::columns) {
        if (!is_named<WithKey>(column)) continue;
        w.put(first ? " VALUES (" : ", ");
        first = false;
        auto const parameter = [&] { w.parameter(); };
        if (column.missing == default_kind::server) write_default_or(w, column, parameter, parameter);
        else w.parameter();
    }
    if (!first) w.put(")");
}
template <class Model, bool WithKey>
constexpr void write_insert_one(writer& w) {
    write_one_row<Model, WithKey>(w);
    write_returning_made<Model, WithKey>(w);
}

/// Any number of new rows, whose keys are made in their order. A parameter is an array of a column's values; a server
/// default has an array of booleans before its own, which say whether it is given. Where a row has nothing to give but
/// the key that the database makes, the one parameter is the number of rows.
template <class Model, bool WithKey>
constexpr void write_rows_of_arrays(writer& w) {
    write_insert_into<Model, WithKey>(w);
    auto const array = [&](storage element, formed_type const* formed = nullptr) {
        w.put(w.parameters == 0 ? "" : ", ");
        w.parameter();
        w.put("::");
        // unnest() would take arrays of arrays apart, too.
        if (element == storage::formed && formed->is_array) w.type(storage::text);
        else w.type(element, formed);
        w.put("[]");
    };
    auto const given = [&](std::string_view column) {
        w.made_name([&](auto const& to) {
            to("given:");
            to(column);
        });
    };
    if constexpr (!names_any_column<Model, WithKey>) {
        w.put(" SELECT FROM generate_series(1, ");
        w.parameter();
        w.put(")");
    } else {
        bool first = true;
        for (auto const& column : Model::columns) {
            if (!is_named<WithKey>(column)) continue;
            w.put(first ? " SELECT " : ", ");
            first = false;
            bool const is_array = column.stored_as == storage::formed && column.formed->is_array;
            auto const value = [&] {
                if (is_array) w.put("CAST(");
                w.identifier(column.name);
                if (!is_array) return;
                w.put(" AS ");
                w.type(column.stored_as, column.formed);
                w.put(")");
            };
            if (column.missing == default_kind::server) write_default_or(w, column, [&] { given(column.name); }, value);
            else value();
        }
        w.put(" FROM unnest(");
        for (auto const& column : Model::columns) {
            if (!is_named<WithKey>(column)) continue;
            if (column.missing == default_kind::server) array(storage::boolean);
            array(column.stored_as, column.formed);
        }
        w.put(") WITH ORDINALITY AS \"new_rows\" (");
        for (auto const& column : Model::columns) {
            if (!is_named<WithKey>(column)) continue;
            if (column.missing == default_kind::server) {
                given(column.name);
                w.put(", ");
            }
            w.identifier(column.name);
            w.put(", ");
        }
        w.put("\"dovetail_n\") ORDER BY \"dovetail_n\"");
    }
}
template <class Model, bool WithKey>
constexpr void write_insert_arrays(writer& w) {
    write_rows_of_arrays<Model, WithKey>(w);
    write_returning_made<Model, WithKey>(w);
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
        // Beside text, the column would be converted, and its index not be used.
        if (Model::columns[column].stored_as == storage::character && w.dialect.casts_results) w.put("::BPCHAR");
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
    write_table<Model>(w);
    write_key_condition<Model>(w);
}
template <class Model>
constexpr void write_delete_by_key(writer& w) {
    w.put("DELETE FROM ");
    write_table<Model>(w);
    write_key_condition<Model>(w);
}
/// Of several rows at once, by a key of one column.
template <class Model>
constexpr void write_delete_by_keys(writer& w) {
    w.put("DELETE FROM ");
    write_table<Model>(w);
    w.put(" WHERE ");
    w.identifier(Model::columns[Model::key_columns[0]].name);
    w.put(w.dialect.in_range);
    w.parameter();
    w.put(w.dialect.range_after);
}

}  // namespace dovetail::detail
