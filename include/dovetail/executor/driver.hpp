// SPDX-License-Identifier: BSL-1.0
// What the executor needs of a backend.
//
//     template <> struct driver<sqlite> { ... };      // backend/sqlite/driver.hpp
//
// A driver is a set of types and functions without state:
//     options, begin_mode, connection      how a database is opened and a transaction begun; one open connection
//     reader, binder                       read cells (mapping/decode.hpp) and give values to a statement
//     worker_type, threads(options)        on how many threads of an engine statements run; 0: in place, or on fibers
//     is_private(location), open(location, options)
//     run(connection&, statement_info&, parameters const&, row_sink<reader> const&) -> rows given or changed
//     run_bound(connection&, statement_info&, row_sink<reader> const&, bind)    its values are given by bind(binder&)
//     bind_behind(binder&, parameters const&)  the last values of such a statement
//     values_bound(connection&, statement_info&, bind) -> parameters           what it binds, for the statement log
//     send_bound, finish, ticket           the two halves of run_bound, where `pipelines`
//     early_statement                      one of an engine's on its way without a fiber, by
//     send_early, finish_early             where `sends_early`
//     cursor                               the same, row by row
//     begin_to_write, begins_writing, in_transaction, control, check_keys_late, pause, interrupt,
//     stop_when(connection&, asked, subject)    from now on, statements end where asked(subject) is not 0
//     copy_in, copy_writer                 where `has_copy`
// Everything here is independent of the types of statements, so it is compiled once, not once a query.
#pragma once

#include <dovetail/core/error.hpp>
#include <dovetail/executor/statement_info.hpp>
#include <dovetail/mapping/decode.hpp>
#include <dovetail/mapping/parameters.hpp>

namespace dovetail {

template <class Dialect>
struct driver;

/// Where rows go: a collection that knows their type, behind a few pointers.
template <class Reader>
struct row_sink {
    void* self = nullptr;
    void (*add)(void* self, typename Reader::row const& row) = nullptr;
    column_label (*describe)(int column) = nullptr;      ///< for messages about a cell
    int width = 0;                                       ///< columns that a row must have; 0: no rows are read
    void (*expect)(void* self, std::size_t rows) = nullptr;     ///< where there is one: so many rows come now
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
