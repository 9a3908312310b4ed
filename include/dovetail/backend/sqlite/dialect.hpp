// SPDX-License-Identifier: BSL-1.0
// SQLite's text rules. No header of SQLite's is needed for them.
#pragma once

#include <dovetail/lowering/dialect.hpp>

namespace dovetail {

/// The database, as a template argument: dt::engine<dt::sqlite>, dt::sql<dt::sqlite>(query).
struct sqlite {
    static constexpr std::string_view type_name(storage type) {
        using enum storage;
        switch (type) {
            case boolean: return "BOOLEAN";
            case smallint: return "SMALLINT";
            case integer: return "INTEGER";
            case bigint: return "BIGINT";
            case real: return "REAL";
            case double_precision: return "DOUBLE PRECISION";
            case varchar: return "VARCHAR";
            case character: return "CHAR";
            case text: return "TEXT";
            case blob: return "BLOB";
            case date: return "DATE";
            case datetime: return "DATETIME";
            case formed: break;
        }
        return "";
    }
    static constexpr dialect_rules rules{
        .name = "SQLite",
        .string_agg = "group_concat",
        .limit_needed_for_offset = true,
        .no_limit = "-1",
        .in_range = " IN dovetail_range(",
        .not_in_range = " NOT IN dovetail_range(",
        .range_after = ")",
        .element_of_range = "dovetail_element(",
        .range_in_from = " dovetail_range(",
        .true_literal = "1",
        .false_literal = "0",
        .now_datetime = "CURRENT_TIMESTAMP",
        .now_date = "CURRENT_DATE",
        // The rowid's alias must be spelled INTEGER PRIMARY KEY, whatever its width (SQLite, "Rowid tables").
        .generated_key = "INTEGER",
        .virtual_columns = true,
        .explain = "EXPLAIN QUERY PLAN ",
        .type_name = &sqlite::type_name,
    };
};

}  // namespace dovetail
