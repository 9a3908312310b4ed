// SPDX-License-Identifier: BSL-1.0
//
// What the contenders on the SQLite C API share: the handles as owners, and errors as exceptions. Everything is
// inline and as thin as the calls themselves.
#pragma once

#include "data.hpp"

#include <cstdint>
#include <sqlite3.h>
#include <stdexcept>
#include <string>

namespace benchmarks::c_api {

[[noreturn]] inline void fail(sqlite3* db) { throw std::runtime_error(sqlite3_errmsg(db)); }
[[noreturn]] inline void fail(sqlite3_stmt* statement) { fail(sqlite3_db_handle(statement)); }

// One thread uses each connection, so it is opened without SQLite's mutexes. Foreign keys are enforced, as in the
// other contenders.
class connection {
public:
    explicit connection(const data_sizes& sizes, const char* path = ":memory:") {
        if (sqlite3_open_v2(path, &db_, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX, nullptr) !=
            SQLITE_OK)
            fail(db_);
        execute("PRAGMA foreign_keys = ON");
        for (const std::string& sql : data_statements(sizes)) execute(sql.c_str());
    }
    ~connection() { sqlite3_close_v2(db_); }
    connection(const connection&) = delete;
    connection& operator=(const connection&) = delete;

    operator sqlite3*() const { return db_; }

private:
    void execute(const char* sql) {
        if (sqlite3_exec(db_, sql, nullptr, nullptr, nullptr) != SQLITE_OK) fail(db_);
    }

    sqlite3* db_ = nullptr;
};

class statement {
public:
    statement(sqlite3* db, const char* sql) {
        if (sqlite3_prepare_v3(db, sql, -1, SQLITE_PREPARE_PERSISTENT, &handle_, nullptr) != SQLITE_OK) fail(db);
    }
    ~statement() { sqlite3_finalize(handle_); }
    statement(const statement&) = delete;
    statement& operator=(const statement&) = delete;

    operator sqlite3_stmt*() const { return handle_; }

private:
    sqlite3_stmt* handle_ = nullptr;
};

// Runs a statement that gives no rows.
inline void execute(sqlite3_stmt* statement) {
    const int result = sqlite3_step(statement);
    sqlite3_reset(statement);
    if (result != SQLITE_DONE) fail(statement);
}

inline void bind(sqlite3_stmt* statement, int index, int value) {
    if (sqlite3_bind_int(statement, index, value) != SQLITE_OK) fail(statement);
}
// The text must live until the statement has run: it is not copied.
inline void bind(sqlite3_stmt* statement, int index, const std::string& value) {
    if (sqlite3_bind_text(statement, index, value.data(), static_cast<int>(value.size()), SQLITE_STATIC) != SQLITE_OK)
        fail(statement);
}

// Two ways to read a column, as a parameter of the contenders: `c` is by_column, `c_value` is by_value.

// The calls that everybody writes. Each one finds the column in the row and checks the connection again.
struct by_column {
    static bool is_null(sqlite3_stmt* row, int i) { return sqlite3_column_type(row, i) == SQLITE_NULL; }
    static void read(sqlite3_stmt* row, int i, std::int32_t& value) { value = sqlite3_column_int(row, i); }
    static void read(sqlite3_stmt* row, int i, std::int64_t& value) { value = sqlite3_column_int64(row, i); }
    static void read(sqlite3_stmt* row, int i, double& value) { value = sqlite3_column_double(row, i); }
    static void read(sqlite3_stmt* row, int i, std::string& value) {
        const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(row, i));
        value.assign(text, static_cast<std::size_t>(sqlite3_column_bytes(row, i)));
    }
};

// Text takes two calls, so it is cheaper to find the column once. A number takes one, so that stays as it is.
// SQLite allows calls on a column's value while no other thread uses the connection.
struct by_value : by_column {
    using by_column::read;
    static void read(sqlite3_stmt* row, int i, std::string& value) {
        sqlite3_value* column = sqlite3_column_value(row, i);
        const auto* text = reinterpret_cast<const char*>(sqlite3_value_text(column));
        value.assign(text, static_cast<std::size_t>(sqlite3_value_bytes(column)));
    }
};

// Steps through a result and calls `read_row` for each row, then makes the statement ready to run again.
template <class ReadRow>
void for_each_row(sqlite3_stmt* statement, ReadRow read_row) {
    int result = sqlite3_step(statement);
    for (; result == SQLITE_ROW; result = sqlite3_step(statement)) read_row();
    sqlite3_reset(statement);
    if (result != SQLITE_DONE) fail(statement);
}

}  // namespace benchmarks::c_api
