// SPDX-License-Identifier: BSL-1.0
// The name of a model's table where statements find it: with its schema, if it has one.
//
//     static constexpr dt::table_name schema = "shop", table = "orders";      // "shop"."orders", in a model
//
// On SQLite a schema is an attached database. Columns are named by the table alone.
#pragma once

#include <dovetail/lowering/writer.hpp>
#include <dovetail/statement/table_id.hpp>

namespace dovetail::detail {

/// "schema". in front of a name, where there is one.
template <class Model>
constexpr void write_schema(writer& w) {
    if (schema_of<Model>().empty()) return;
    w.identifier(schema_of<Model>());
    w.put(".");
}
template <class Model>
constexpr void write_table(writer& w) {
    if (w.search && w.search->table == Model::table && w.search->schema == schema_of<Model>()) w.search->found = true;
    write_schema<Model>(w);
    w.identifier(Model::table);
}

}  // namespace dovetail::detail
