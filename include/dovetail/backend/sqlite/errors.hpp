// SPDX-License-Identifier: BSL-1.0
// What SQLite reports, as dovetail::error: a portable category, SQLite's extended code, a sentence, the text.
//
//     int code = sqlite3_step(statement);                      // 2067, SQLITE_CONSTRAINT_UNIQUE
//     throw make_error(db, code, sqlite3_sql(statement), stage::run);
//     // error_category::unique,
//     // "a row with this unique key exists already (SQLite: UNIQUE constraint failed: users.email)"
#pragma once

#include <dovetail/core/error.hpp>

#include <sqlite3.h>

#include <new>
#include <string>

namespace dovetail::sqlite_backend {

/// Where a code came from. SQLITE_ERROR is a fault of the text while SQLite compiles it, and anything (an
/// overflow, a transaction inside a transaction) while it runs.
enum class stage { prepare, run };

/// The portable category of an extended result code (https://www.sqlite.org/rescode.html).
///
/// SQLITE_BUSY_SNAPSHOT is `serialization`, not `busy`: the manual says that this transaction can never go
/// on, so waiting does not help and running it again does, which is what PostgreSQL's 40001 means too.
constexpr error_category category_of(int extended_code, stage where) noexcept {
    switch (extended_code) {
    case SQLITE_CONSTRAINT_UNIQUE:
    case SQLITE_CONSTRAINT_PRIMARYKEY:
    case SQLITE_CONSTRAINT_ROWID: return error_category::unique;
    case SQLITE_CONSTRAINT_FOREIGNKEY: return error_category::foreign_key;
    case SQLITE_CONSTRAINT_NOTNULL: return error_category::not_null;
    case SQLITE_CONSTRAINT_CHECK:
    case SQLITE_CONSTRAINT_TRIGGER: return error_category::check;  // RAISE() in a trigger
    case SQLITE_CONSTRAINT_DATATYPE: return error_category::data;  // a STRICT table
    case SQLITE_BUSY_SNAPSHOT: return error_category::serialization;
    case SQLITE_IOERR_CORRUPTFS: return error_category::corrupt;
    default: break;
    }
    switch (extended_code & 0xff) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
    case SQLITE_PROTOCOL: return error_category::busy;  // a WAL reader lost its race to start too often
    case SQLITE_READONLY: return error_category::read_only;
    case SQLITE_FULL: return error_category::full;
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB: return error_category::corrupt;
    case SQLITE_CANTOPEN:
    case SQLITE_PERM:
    case SQLITE_IOERR: return error_category::connection;
    case SQLITE_INTERRUPT:
    case SQLITE_ABORT: return error_category::cancelled;
    case SQLITE_TOOBIG:
    case SQLITE_MISMATCH:
    case SQLITE_RANGE: return error_category::data;
    case SQLITE_MISUSE: return error_category::usage;
    case SQLITE_ERROR: return where == stage::prepare ? error_category::syntax : error_category::other;
    default: return error_category::other;
    }
}

namespace detail {

/// What happened, in plain words; SQLite's own message follows it.
constexpr char const* sentence_of(error_category category) noexcept {
    switch (category) {
    case error_category::unique: return "a row with this unique key exists already";
    case error_category::foreign_key: return "a foreign key would have no matching row";
    case error_category::not_null: return "a column that must have a value was given NULL";
    case error_category::check: return "a check of the schema does not allow this row";
    case error_category::serialization:
        return "another connection wrote since this transaction began to read; roll back and run it again";
    case error_category::busy: return "the database, or a table of it, is locked";
    case error_category::connection: return "the database file cannot be opened, read or written";
    case error_category::read_only: return "the database is read-only";
    case error_category::full: return "the database or its disk is full";
    case error_category::corrupt: return "the file is damaged or is not an SQLite database";
    case error_category::syntax: return "SQLite does not accept this statement";
    case error_category::data: return "SQLite does not accept this value";
    case error_category::cancelled: return "the statement was cancelled before it finished";
    case error_category::usage: return "the connection was used wrongly";
    default: return "the statement failed";
    }
}

}  // namespace detail

/// Makes the error for `code`; the caller throws it.
///
/// @param db         the connection the code came from, read for its message before another call replaces it;
///                   or null
/// @param code       an extended result code other than SQLITE_OK, SQLITE_ROW, SQLITE_DONE
/// @param statement  the statement's text, NUL-terminated; may be null
/// @param where      whether SQLite was compiling the text or running it
/// @throws std::bad_alloc for SQLITE_NOMEM and SQLITE_IOERR_NOMEM, and when the message cannot be built
[[nodiscard, gnu::cold, gnu::noinline]] inline error make_error(sqlite3* db, int code, char const* statement,
                                                                stage where) {
    if ((code & 0xff) == SQLITE_NOMEM || code == SQLITE_IOERR_NOMEM) throw std::bad_alloc{};
    error_category const category = category_of(code, where);
    // A few calls return a code without storing it in the connection: its message would be an older one.
    bool const stored = db != nullptr && (sqlite3_extended_errcode(db) & 0xff) == (code & 0xff);
    std::string message = detail::sentence_of(category);
    message += " (SQLite: ";
    message += stored ? sqlite3_errmsg(db) : sqlite3_errstr(code);
    message += ')';
    return error(category, std::move(message), code, statement != nullptr ? statement : "");
}

}  // namespace dovetail::sqlite_backend
