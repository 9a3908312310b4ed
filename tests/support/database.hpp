// SPDX-License-Identifier: BSL-1.0
//
// The database that the integration tests run on. The same cases run on both: `backend` and empty_database are
// SQLite's, and PostgreSQL's where DOVETAIL_TEST_POSTGRES is defined.
//
//     empty_database db;                                  // its engine, and nothing in it
//     Db session{db.engine};
//     sync_wait(session.create_all(tables));
#pragma once

#include "support/catch.hpp"
#if defined(DOVETAIL_TEST_POSTGRES)
#include "support/on_postgres.hpp"
#else
#include "support/on_sqlite.hpp"
#endif

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include <stdlib.h>

namespace dovetail_test {

namespace dt = dovetail;
using dt::sync_wait;

/// Whether a transaction takes further statements after one that failed. PostgreSQL refuses them until it is rolled
/// back, to a savepoint at least.
inline constexpr bool goes_on_after_an_error = !is_postgres;

/// A statement's text as it is sent: ? is $1, $2, ... on PostgreSQL.
inline std::string placeholders(std::string_view text) {
    std::string sent;
    int count = 0;
    for (char const c : text)
        if (is_postgres && c == '?') sent += '$' + std::to_string(++count);
        else sent += c;
    return sent;
}

/// A folder of its own, gone at the end.
class temporary_folder {
public:
    temporary_folder() {
        std::string name = (std::filesystem::temp_directory_path() / "dovetail-XXXXXX").string();
        if (mkdtemp(name.data()) == nullptr) FAIL("no temporary folder can be made");
        path_ = name;
    }
    temporary_folder(temporary_folder const&) = delete;
    temporary_folder& operator=(temporary_folder const&) = delete;
    ~temporary_folder() { std::filesystem::remove_all(path_); }

    std::string file(std::string_view name) const { return (path_ / name).string(); }

private:
    std::filesystem::path path_;
};

/// The error that an action fails with; the test fails if it does not.
template <class Action>
dt::error error_of(Action&& action) {
    try {
        action();
    } catch (dt::error const& failure) {
        UNSCOPED_INFO(failure.what());
        return failure;
    }
    FAIL("no error was thrown");
    return dt::error(dt::error_category::other, "");
}
/// The error that awaiting something fails with.
template <class Awaitable>
dt::error failure(Awaitable&& awaited) {
    return error_of([&] { (void)sync_wait(std::forward<Awaitable>(awaited)); });
}

/// Texts of the statements that a session sends from now on, and of its transaction control.
class recorded_statements {
public:
    explicit recorded_statements(Db& of) : of_(of) {
        of.on_statement([this](dt::statement_event const& event) {
            (event.is_control ? control : texts).emplace_back(event.text);
        });
    }
    recorded_statements(recorded_statements const&) = delete;
    recorded_statements& operator=(recorded_statements const&) = delete;
    ~recorded_statements() { of_.on_statement({}); }

    std::vector<std::string> texts, control;

    /// What was sent since the last call.
    std::vector<std::string> take() { return std::exchange(texts, {}); }

private:
    Db& of_;
};

/// The number that a select of one gives.
template <class Runner, class Statement>
auto single(Runner& from, Statement const& statement) {
    return sync_wait(from.execute(statement)).scalar_one();
}

}  // namespace dovetail_test
