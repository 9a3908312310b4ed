// SPDX-License-Identifier: BSL-1.0
//
// dovetail::error: the one exception type, with a category that means the same on every database.
//
//     try { sync_wait(create_user(db)); }
//     catch (dovetail::error const& failure) {
//         if (failure.category() == dovetail::error_category::unique) return name_is_taken();
//         throw;
//     }
#pragma once

#include <cstddef>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>

namespace dovetail {

/// What went wrong, in terms that hold for every database.
enum class error_category {
    unique,            ///< a unique or primary key constraint was violated
    foreign_key,       ///< a foreign key constraint was violated
    not_null,          ///< a NULL where the column allows none
    check,             ///< a CHECK constraint was violated
    serialization,     ///< concurrent transactions could not be serialized: run the transaction again
    deadlock,          ///< the database ended this transaction to break a deadlock: run it again
    connection,        ///< the database could not be reached, or the connection broke
    outcome_unknown,   ///< the connection broke while a change was on its way to be committed: it may have happened, or not
    timeout,           ///< a time limit ran out
    busy,              ///< another connection holds a lock
    read_only,         ///< a write to a database or transaction that allows none
    full,              ///< the disk, or a limit of the database, is full
    corrupt,           ///< the database file is damaged or not a database
    syntax,            ///< the database did not understand the statement, or misses a table or column
    data,              ///< a value does not fit its type
    cancelled,         ///< the operation was cancelled
    usage,             ///< the program uses dovetail in a way it forbids; the message says what to do
    no_result,         ///< one row was required and there was none
    multiple_results,  ///< one row was required and there were more
    other,             ///< anything else: see error::code()
};

/// The name of the category as it is written in the program, such as "foreign_key".
[[nodiscard]] constexpr std::string_view to_string(error_category category) noexcept {
    switch (category) {
        case error_category::unique: return "unique";
        case error_category::foreign_key: return "foreign_key";
        case error_category::not_null: return "not_null";
        case error_category::check: return "check";
        case error_category::serialization: return "serialization";
        case error_category::deadlock: return "deadlock";
        case error_category::connection: return "connection";
        case error_category::outcome_unknown: return "outcome_unknown";
        case error_category::timeout: return "timeout";
        case error_category::busy: return "busy";
        case error_category::read_only: return "read_only";
        case error_category::full: return "full";
        case error_category::corrupt: return "corrupt";
        case error_category::syntax: return "syntax";
        case error_category::data: return "data";
        case error_category::cancelled: return "cancelled";
        case error_category::usage: return "usage";
        case error_category::no_result: return "no_result";
        case error_category::multiple_results: return "multiple_results";
        case error_category::other: return "other";
    }
    return "other";
}

namespace detail {

/// The text of what(): the message, and the statement cut to a length that a log line can bear.
[[nodiscard]] inline std::string error_text(std::string message, std::string const& statement) {
    constexpr std::size_t limit = 500;
    if (statement.empty()) return message;
    message.append("\n  statement: ");
    if (statement.size() <= limit) return message.append(statement);

    // Never in the middle of a UTF-8 sequence: loggers refuse half a character.
    auto const continues_character = [&](std::size_t at) {
        return (static_cast<unsigned char>(statement[at]) & 0xC0u) == 0x80u;
    };
    std::size_t end = limit;
    while (end > 0 && continues_character(end)) --end;
    message.append(statement, 0, end);
    return message.append(" [").append(std::to_string(statement.size() - end)).append(" more bytes]");
}

}  // namespace detail

/// Everything dovetail throws by itself. what() holds the message and the (shortened) statement.
class error : public std::runtime_error {
public:
    /// @param category   what went wrong, for the program
    /// @param message    what went wrong, for the reader
    /// @param code       the backend's own code (SQLite's extended result code); 0 if there is none
    /// @param statement  the SQL text that failed; empty if there is none
    /// @param sqlstate   the SQL standard's code of five characters; empty if there is none
    error(error_category category, std::string message, int code = 0, std::string statement = {},
          std::string_view sqlstate = {})
        : std::runtime_error(detail::error_text(std::move(message), statement)),
          statement_(std::move(statement)),
          code_(code),
          category_(category) {
        for (std::size_t i = 0; i < sizeof sqlstate_ && i < sqlstate.size(); ++i) sqlstate_[i] = sqlstate[i];
    }

    /// What went wrong, the same on every database.
    [[nodiscard]] error_category category() const noexcept { return category_; }

    /// The backend's own code, 0 if the error is not the backend's.
    [[nodiscard]] int code() const noexcept { return code_; }

    /// PostgreSQL's code, such as "23505" (its manual, "PostgreSQL Error Codes"); empty for SQLite, which has none.
    [[nodiscard]] std::string_view sqlstate() const noexcept { return {sqlstate_, sqlstate_[0] != 0 ? sizeof sqlstate_ : 0}; }

    /// The whole text of the statement that failed, empty if there was none. Lives as long as this object.
    [[nodiscard]] std::string const& statement() const noexcept { return statement_; }

private:
    std::string statement_;
    int code_;
    error_category category_;
    char sqlstate_[5] = {};
};

/// Exactly one row was required and the statement gave none.
class no_result_found : public error {
public:
    explicit no_result_found(std::string message, std::string statement = {})
        : error(error_category::no_result, std::move(message), 0, std::move(statement)) {}
};

/// At most one row was allowed and the statement gave more.
class multiple_results_found : public error {
public:
    explicit multiple_results_found(std::string message, std::string statement = {})
        : error(error_category::multiple_results, std::move(message), 0, std::move(statement)) {}
};

}  // namespace dovetail
