// SPDX-License-Identifier: BSL-1.0
// Ten users, two roles, three permissions and three groups.
#pragma once

#include "expect.hpp"
#include "models.hpp"

#include <string>
#include <string_view>
#include <vector>

/// The texts of the statements that a session sends from now on, BEGIN and COMMIT apart.
template <Db Session>
class sent_statements {
public:
    explicit sent_statements(Session& db) : db_(db) {
        db.on_statement([this](dt::statement_event const& e) {
            if (!e.is_control) texts_.emplace_back(e.text);
        });
    }
    sent_statements(sent_statements const&) = delete;
    ~sent_statements() { db_.on_statement({}); }

    std::size_t size() const { return texts_.size(); }
    /// Whether the statement has this text. Texts are the same on both databases, but for the placeholders: $1 is
    /// written ? here.
    bool is(std::size_t i, std::string_view text) const { return with_question_marks(texts_.at(i)) == text; }
    /// The same where there is more to say.
    bool is(std::size_t i, std::string_view on_sqlite, std::string_view on_postgres) const {
        return texts_.at(i) == (std::same_as<Session, SqliteDb> ? on_sqlite : on_postgres);
    }

private:
    static std::string with_question_marks(std::string const& text) {
        std::string shown;
        for (char const c : text)
            if (shown.ends_with('$') && c >= '0' && c <= '9') shown.back() = '?';
            else if (!(shown.ends_with('?') && c >= '0' && c <= '9')) shown += c;
        return shown;
    }

    Session& db_;
    std::vector<std::string> texts_;
};

/// Creates the tables and fills them, through a session.
dt::task<void> fill(SqliteDb& db);
dt::task<void> fill(PostgresDb& db);

/// Runs an example in a session of its own, on the sample data. Gives what main() returns.
template <class Example>
int run_on_sample_data(int argc, char** argv, Example example) {
    run_on_database(argc, argv, [&](auto& engine) -> dt::task<void> {
        {
            dt::session db{engine};
            co_await fill(db);
        }
        dt::session db{engine};
        co_await example(db);
    });
    return exit_status();
}
