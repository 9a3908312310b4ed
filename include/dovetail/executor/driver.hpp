// SPDX-License-Identifier: BSL-1.0
// What the executor needs of a backend.
//
//     template <> struct driver<sqlite> { ... };      // backend/sqlite/driver.hpp
//
// A driver is a set of types and functions without state:
//     options, connection                                      how a database is opened; one open connection
//     reader                                                   reads cells, see mapping/decode.hpp
//     open(location, options) -> connection
//     run(connection&, statement_info&, parameters const&, row_sink<reader> const&) -> rows given or changed
//     cursor: open_cursor(...), next(...)                      the same, row by row
//     insert(connection&, statement_info&, bind)               a statement whose values bind(binder&) gives
//     begin, commit, rollback, savepoint, release, rollback_to transaction control
// Everything here is independent of the types of statements, so it is compiled once, not once a query.
#pragma once

#include <dovetail/core/error.hpp>
#include <dovetail/executor/statement_info.hpp>
#include <dovetail/mapping/decode.hpp>
#include <dovetail/mapping/parameters.hpp>

namespace dovetail {

template <class Dialect>
struct driver;

/// Where rows go: a collection that knows their type, behind three pointers.
template <class Reader>
struct row_sink {
    void* self = nullptr;
    void (*add)(void* self, typename Reader::row const& row) = nullptr;
    column_label (*describe)(int column) = nullptr;      ///< for messages about a cell
    int width = 0;                                       ///< columns that a row must have; 0: no rows are read
};

namespace detail {

/// The error for a cell that does not hold what the model says.
[[noreturn]] inline void throw_cell_error(cell_fault const& fault, column_label (*describe)(int), std::size_t row,
                                          std::string_view statement) {
    column_label const label = describe ? describe(fault.column) : column_label{};
    std::string where = label.table.empty() ? "" : "\"" + std::string(label.table) + "\".";
    where += label.name.empty() ? "column " + std::to_string(fault.column + 1) : "\"" + std::string(label.name) + "\"";
    throw error(error_category::data, "dovetail: " + where + " in row " + std::to_string(row + 1) + " " + fault.what, 0,
                std::string(statement));
}

[[noreturn]] inline void throw_width_error(int given, int wanted, std::string_view statement) {
    throw error(error_category::data,
                "dovetail: the statement gives rows of " + std::to_string(given) + " columns, but the row type has " +
                    std::to_string(wanted),
                0, std::string(statement));
}

}  // namespace detail
}  // namespace dovetail
