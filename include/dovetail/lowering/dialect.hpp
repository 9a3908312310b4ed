// SPDX-License-Identifier: BSL-1.0
// What the SQL of databases differs in, as constants. A backend gives one object of it (its dialect).
//
//     struct sqlite_dialect { static constexpr dialect_rules rules{.name = "SQLite", ...}; };
//
// Lowering is the same code for all dialects and asks these rules; no text depends on anything else.
#pragma once

#include <dovetail/schema/types.hpp>

#include <string_view>

namespace dovetail {

/// Which of the texts of a fragment (expression/fragment.hpp) a dialect takes.
enum class spelling { sqlite, postgres };

struct dialect_rules {
    std::string_view name{};
    spelling functions = spelling::sqlite;
    bool numbered_parameters = false;           ///< $1, $2 in place of ?; in raw statements, PostgreSQL's quotes
    std::size_t longest_name = 0;               ///< bytes that the database keeps of a name; 0: all
    bool for_update = false;                    ///< SELECT ... FOR UPDATE
    bool delete_using = false;                  ///< DELETE ... USING
    bool merge = false;                         ///< MERGE INTO ... USING
    bool returning_any_table = false;           ///< RETURNING names the tables of FROM, too, and aliases
    bool sequences = false;                     ///< nextval('name')
    bool schemas = false;                       ///< made by CREATE SCHEMA; otherwise they are attached databases
    bool distinct_orders_selected = false;      ///< SELECT DISTINCT is ordered by what it selects, and by nothing else
    bool ilike = false;
    bool lateral = false;
    bool distinct_on = false;
    bool bracketed_queries = false;             ///< (SELECT ...) UNION (SELECT ...); otherwise SELECT * FROM (SELECT ...)
    bool statistics = false;                    ///< stddev_samp() and the like
    bool ordered_aggregates = false;            ///< string_agg(x, ', ' ORDER BY x)
    bool ordered_sets = false;                  ///< percentile_cont(0.5) WITHIN GROUP (ORDER BY x)
    std::string_view string_agg = "string_agg";
    bool names_columns_in_from = false;         ///< FROM (VALUES ...) AS t (a, b)
    bool grouping_sets = false;                 ///< ROLLUP, CUBE, GROUPING SETS
    bool modifying_ctes = false;                ///< WITH ... AS (DELETE ... RETURNING ...)
    bool is_not_distinct_from = false;          ///< spelled so; otherwise IS and IS NOT
    bool limit_needed_for_offset = false;       ///< OFFSET stands only behind LIMIT
    std::string_view no_limit{};                ///< then this is "no limit"
    std::string_view in_range{}, not_in_range{}, range_after{};   ///< `x` + one of the first two + parameter + after
    std::string_view element_of_range{}, range_in_from{};         ///< both + parameter: one value of a range, and all as a table
    std::string_view true_literal{}, false_literal{};
    std::string_view now_datetime{}, now_date{};
    std::string_view generated_key{};           ///< the type of a key that the database makes; if empty, the column's
    std::string_view generated_key_suffix{};    ///< stands behind that type
    bool virtual_columns = false;               ///< GENERATED ALWAYS AS (...) VIRTUAL
    bool nulls_order_in_indexes = false;        ///< NULLS FIRST and NULLS LAST in CREATE INDEX
    bool replaces_views = false;                ///< CREATE OR REPLACE VIEW
    bool comments = false;                      ///< COMMENT ON
    bool keys_need_tables = false;              ///< a foreign key is created after the table that it points to
    bool rows_as_arrays = false;                ///< new rows are inserted from arrays, one a column
    /// Results have types of their own, such as numeric for the sum of bigint; where they are not those that the
    /// library promises, they are cast.
    bool casts_results = false;
    std::string_view min_of_boolean = "min", max_of_boolean = "max";
    bool min_of_blob = true;
    std::string_view explain = "EXPLAIN ";
    bool plans_are_lines = false;               ///< EXPLAIN gives lines of text, indented
    bool formed_types = false;                  ///< numeric, uuid, enums, arrays, ...; otherwise these are kept as text
    /// The name of a type; a varchar's and a character's length in brackets is added behind it.
    std::string_view (*type_name)(storage) = nullptr;
};

/// A dialect: a type with a constant `rules`.
template <class T>
concept dialect = requires { { T::rules.name } -> std::convertible_to<std::string_view>; };

}  // namespace dovetail
