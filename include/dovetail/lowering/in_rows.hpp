// SPDX-License-Identifier: BSL-1.0
// Text of a row that is looked for among many, which come as a range a column: one text, whatever their number.
//
//     ("lines"."order_id", "lines"."line") IN (SELECT * FROM unnest($1::BIGINT[], $2::BIGINT[]))
//     ("lines"."order_id", "lines"."line") IN (SELECT dovetail_element(?, rowid), value FROM dovetail_range(?))
#pragma once

#include <dovetail/lowering/writer.hpp>

namespace dovetail::detail {

/// What a cast needs to know of a column.
struct range_column {
    storage stored_as{};
    formed_type const* formed = nullptr;
};

/// Values are sent in this width, and are no error where the column's is too narrow for them.
constexpr storage widest(storage type) {
    if (type == storage::smallint || type == storage::integer) return storage::bigint;
    return type == storage::real ? storage::double_precision : type;
}

/// The rows, in place of their ranges, where values stand in the text: as a list, in SQLite as a table.
template <std::size_t Width>
constexpr void write_listed_rows(writer& w) {
    bound_value const* columns[Width];
    for (auto& each : columns) each = &w.take_value();
    std::size_t const count = columns[0]->as_range().size();
    if (count == 0) {
        for (std::size_t i = 0; i < Width; ++i) w.put(i == 0 ? "(SELECT NULL" : ", NULL");
        return w.put(" WHERE FALSE)");
    }
    w.put(w.dialect.rows_as_arrays ? "(" : "(VALUES ");
    for (std::size_t row = 0; row < count; ++row)
        for (std::size_t i = 0; i < Width; ++i) {
            w.put(i != 0 ? ", " : row != 0 ? ", (" : "(");
            w.literals->write(w, columns[i]->as_range()[row], false);
            if (i + 1 == Width) w.put(")");
        }
    w.put(")");
}

/// What stands behind (a, b) IN.
template <std::size_t Width>
constexpr void write_rows(writer& w, range_column const (&columns)[Width]) {
    if (w.dialect.rows_as_arrays && (w.literals == nullptr || w.next_value().as_range().empty())) {
        w.put("(SELECT * FROM unnest(");
        for (std::size_t i = 0; i < Width; ++i) {
            if (i != 0) w.put(", ");
            w.parameter();
            w.put("::");
            w.type(widest(columns[i].stored_as), columns[i].formed);
            w.put("[]");
        }
        return w.put("))");
    }
    if (w.literals != nullptr) return write_listed_rows<Width>(w);
    w.put("(SELECT ");
    for (std::size_t i = 0; i + 1 < Width; ++i) {
        w.put(w.dialect.element_of_range);
        w.parameter();
        w.put(", rowid), ");
    }
    w.put("value FROM");
    w.put(w.dialect.range_in_from);
    w.parameter();
    w.put("))");
}

}  // namespace dovetail::detail
