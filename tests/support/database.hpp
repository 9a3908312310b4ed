// SPDX-License-Identifier: BSL-1.0
//
// The database that the integration tests run on, from one place: another backend needs another `backend` and another
// empty_database here, and no change in the cases.
//
//     empty_database db;                                  // its engine, and nothing in it
//     Db session{db.engine};
//     sync_wait(session.create_all(tables));
#pragma once

#include <dovetail/sqlite.hpp>

#include "support/catch.hpp"

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include <stdlib.h>

namespace dovetail_test {

namespace dt = dovetail;
using dt::sync_wait;

using backend = dt::sqlite;
using Engine = dt::engine<backend>;
using Db = dt::session<backend>;

/// A database without tables, gone at the end.
class empty_database {
public:
    Engine engine{":memory:"};
};

/// Runs SQL that no program text holds, by itself.
inline void execute_text(Engine& engine, std::string const& text) {
    dt::lease<backend> db(engine.pool());
    db->execute(text);
}
/// Statements that are open on the engine's idle connection: none, once nothing runs.
inline std::size_t open_statements(Engine& engine) {
    return dt::lease<backend>(engine.pool())->statements_in_use();
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
