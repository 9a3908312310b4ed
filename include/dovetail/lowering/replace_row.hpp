// SPDX-License-Identifier: BSL-1.0
// Text that puts a new row in the place of the one that has its key, which is not deleted, so that rows which point to it stay.
//
//     INSERT INTO "users" ("id", "name") VALUES (?, ?) ON CONFLICT ("id") DO UPDATE SET "name" = excluded."name"
#pragma once

#include <dovetail/lowering/insert_rows.hpp>

namespace dovetail::detail {

/// The columns that are overwritten; of a table that is all key, one of it, as there has to be something to do.
template <class Model>
constexpr void write_overwritten(writer& w) {
    bool first = true;
    auto const write = [&](column_facts const& column) {
        w.put(first ? " DO UPDATE SET " : ", ");
        first = false;
        w.identifier(column.name);
        w.put(" = excluded.");
        w.identifier(column.name);
    };
    for (auto const& column : Model::columns)
        if (!column.is_primary_key && column.missing != default_kind::generated) write(column);
    if (first) write(Model::columns[Model::key_columns[0]]);
}
/// Parameters are those of an INSERT of one row with its key.
template <class Model>
constexpr void write_replace_row(writer& w) {
    if (w.dialect.rows_as_arrays) write_one_row<Model, true>(w);
    else write_rows_of_values<Model, 1>(w);
    w.put(" ON CONFLICT (");
    for (std::size_t i = 0; i < Model::key_count; ++i) {
        if (i != 0) w.put(", ");
        w.identifier(Model::columns[Model::key_columns[i]].name);
    }
    w.put(")");
    write_overwritten<Model>(w);
    write_returning<Model, default_kind::server, default_kind::generated>(w);
}

}  // namespace dovetail::detail
