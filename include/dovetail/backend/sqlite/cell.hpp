// SPDX-License-Identifier: BSL-1.0
// Reading the current row of an SQLite statement: a column is fetched once, then asked for kind and value.
//
//     row current = use.current();                             // after use.step() returned true
//     cell id = current[0];
//     if (id.kind() == value_kind::integer) take(id.as_int64());
//
// Why sqlite3_column_value: every sqlite3_column_*() call looks up the row again and leaves through an error
// check, so type + value + length cost three look-ups; one sqlite3_column_value and sqlite3_value_*() on it
// cost about a third less. The manual calls its result "unprotected" and allows this use where no mutex is
// involved: "if SQLite is run in one of reduced mutex modes SQLITE_CONFIG_SINGLETHREAD or
// SQLITE_CONFIG_MULTITHREAD then there is no distinction between protected and unprotected sqlite3_value
// objects and they can be used interchangeably" (https://www.sqlite.org/c3ref/value.html). Our connections
// are opened with SQLITE_OPEN_NOMUTEX, which is that multi-thread mode for one connection
// (https://www.sqlite.org/c3ref/open.html): one thread uses it at a time.
#pragma once

#include <dovetail/core/byte_view.hpp>

#include <sqlite3.h>

#include <cstddef>
#include <cstdint>
#include <new>
#include <string_view>

namespace dovetail::sqlite_backend {

/// The kind of a stored value: SQLite types values, not columns. The numbers are SQLite's own.
enum class value_kind : int {
    integer = SQLITE_INTEGER,
    real = SQLITE_FLOAT,
    text = SQLITE_TEXT,
    blob = SQLITE_BLOB,
    null = SQLITE_NULL
};

/// One column of the current row. Valid until its statement is stepped, reset or given back; views returned
/// by as_text() and as_blob() too. Used on the thread that uses the connection. A cell is a pointer: pass it
/// by value.
struct cell {
    sqlite3_value* value;

    /// The stored kind. Ask before as_text() or as_double() of another kind: those convert the value in
    /// place.
    [[nodiscard]] value_kind kind() const noexcept { return value_kind{sqlite3_value_type(value)}; }

    /// The value of a cell whose kind is integer; another kind is converted by SQLite's rules (text "7x"
    /// gives 7).
    [[nodiscard]] std::int64_t as_int64() const noexcept { return sqlite3_value_int64(value); }

    /// The value of a cell whose kind is real, or integer (exact up to 2^53); another kind is converted as
    /// above.
    [[nodiscard]] double as_double() const noexcept { return sqlite3_value_double(value); }

    /// The UTF-8 bytes of a cell whose kind is text, NUL bytes included; NULL gives an empty view.
    /// @throws std::bad_alloc when SQLite has no memory to convert UTF-16 text
    [[nodiscard]] std::string_view as_text() const {
        // The order matters: the length is that of the encoding asked for last.
        auto const* text = reinterpret_cast<char const*>(sqlite3_value_text(value));
        if (text == nullptr) [[unlikely]] return no_text();
        return {text, static_cast<std::size_t>(sqlite3_value_bytes(value))};
    }

    /// The bytes of a cell whose kind is blob; NULL and a blob of no bytes give an empty view.
    /// @throws std::bad_alloc when SQLite has no memory to expand a zeroblob()
    [[nodiscard]] byte_view as_blob() const {
        auto const* bytes = static_cast<std::byte const*>(sqlite3_value_blob(value));
        auto const size = static_cast<std::size_t>(sqlite3_value_bytes(value));
        if (bytes == nullptr && size != 0) [[unlikely]] throw std::bad_alloc{};
        return {bytes, size};
    }

private:
    [[gnu::cold, gnu::noinline]] std::string_view no_text() const {
        if (kind() != value_kind::null) throw std::bad_alloc{};
        return {};
    }
};

/// The current row of a statement; see cell for how long what it gives stays valid.
struct row {
    sqlite3_stmt* statement;

    /// The column at `i`, counted from 0. A column that does not exist reads as NULL.
    [[nodiscard]] cell operator[](int i) const noexcept { return {sqlite3_column_value(statement, i)}; }

    /// How many columns a row of the statement has; 0 for a statement that gives no rows.
    [[nodiscard]] int size() const noexcept { return sqlite3_column_count(statement); }

    /// The name of the column at `i`, NUL-terminated, for messages; null when memory ran out. Valid
    /// until the statement is finalised or asked for the name again.
    [[nodiscard]] char const* name(int i) const noexcept { return sqlite3_column_name(statement, i); }
};

}  // namespace dovetail::sqlite_backend
