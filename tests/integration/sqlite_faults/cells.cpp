// SPDX-License-Identifier: BSL-1.0
// Columns that hold what the model says otherwise: an error that names table, column and row.
#include "support/columns.hpp"
#include "support/models.hpp"

using namespace dovetail_test;

namespace {

/// Tables without types, so that each column takes any value. Rows 1 and 2 are as they should be.
struct untyped_database : empty_database {
    untyped_database() {
        for (std::string table : {"everything", "maybe_everything"}) {
            execute_text(engine, "CREATE TABLE " + table +
                                     "(id INTEGER PRIMARY KEY, small, number, big, ratio, precise, flag, name, words, data, day, at, "
                                     "tone, shine)");
            for (int i = 0; i < 3; ++i)
                execute_text(engine, "INSERT INTO " + table +
                                         " VALUES (NULL, 1, 2, 3, 0.5, 0.25, 1, 'n', 'w', x'00', '2026-11-22', "
                                         "'2026-11-22 01:00:00.000002', '#010203', 2)");
        }
    }
    void set(std::string const& table, std::string const& column, std::string const& value) {
        execute_text(engine, "UPDATE " + table + " SET " + column + " = " + value + " WHERE id = 2");
    }
};

struct wrong_value {
    char const *column, *value;
};
wrong_value const wrong_values[] = {
    {"small", "'text'"}, {"small", "1.5"}, {"small", "x'00'"}, {"small", "32768"}, {"small", "-32769"},
    {"number", "'7'"}, {"number", "2.0"}, {"number", "x'00'"}, {"number", "2147483648"}, {"number", "-2147483649"},
    {"big", "'7'"}, {"big", "1e30"}, {"big", "x'00'"}, {"big", "9223372036854775808"},
    {"ratio", "'0.5'"}, {"ratio", "x'00'"}, {"ratio", "1e39"}, {"ratio", "-1e39"},
    {"precise", "'0.5'"}, {"precise", "x'00'"},
    {"flag", "'true'"}, {"flag", "2"}, {"flag", "-1"}, {"flag", "0.0"}, {"flag", "x'01'"},
    {"name", "7"}, {"name", "0.5"}, {"name", "x'41'"},
    {"words", "7"}, {"words", "0.5"}, {"words", "x'41'"},
    {"data", "7"}, {"data", "'text'"}, {"data", "0.5"},
    {"day", "7"}, {"day", "x'00'"}, {"day", "''"}, {"day", "'2026-02-29'"}, {"day", "'2026-13-01'"}, {"day", "'2026-00-10'"},
    {"day", "'2026-1-1'"}, {"day", "'2026-11-22 00:00:00'"}, {"day", "'26-11-22'"}, {"day", "'2026/11/22'"}, {"day", "'12026-11-22'"},
    {"day", "'-026-11-22'"}, {"day", "'2026-11-22' || char(0)"}, {"day", "'２026-11-22'"},
    {"at", "7"}, {"at", "2461000.5"}, {"at", "x'00'"}, {"at", "''"}, {"at", "'2026-11-22'"}, {"at", "'2026-11-22 24:00:00'"},
    {"at", "'2026-11-22 23:60:00'"}, {"at", "'2026-11-22 23:59:60'"}, {"at", "'2026-11-22 23:59'"}, {"at", "'2026-02-30 00:00:00'"},
    {"at", "'2026-11-22 00:00:00.'"}, {"at", "'2026-11-22 00:00:00.1234567'"}, {"at", "'2026-11-22 00:00:00Z'"},
    {"at", "'2026-11-22 00:00:00+01:00'"}, {"at", "'2026-11-22  0:00:00'"}, {"at", "'2026-11-22 00:00:00,5'"},
    {"tone", "'red'"}, {"tone", "'#12345'"}, {"tone", "'#zzzzzz'"}, {"tone", "7"}, {"tone", "x'00'"},
    {"shine", "3"}, {"shine", "'2'"}, {"shine", "4294967297"}, {"shine", "2.0"},
};

template <class Runner, class Table>
void check_refused(Runner& db, Table const& table, std::string const& name, std::string const& column) {
    auto const problem = failure(db.execute(dt::select(table).order_by(table.id)));
    CHECK(problem.category() == dt::error_category::data);
    CHECK_THAT(problem.what(), contains("\"" + name + "\".\"" + column + "\" in row 2"));
    CHECK(problem.statement().starts_with("SELECT"));
}

}  // namespace

TEST_CASE("what is as it should be is read") {
    untyped_database base;
    CHECK(sync_wait(base.engine.execute(dt::select(everything))).size() == 3);
    CHECK(sync_wait(base.engine.execute(dt::select(maybe_everything))).size() == 3);
}

TEST_CASE("a value of another type, out of range or of bad form") {
    untyped_database base;
    for (auto [column, value] : wrong_values) {
        INFO(column << " = " << value);
        for (std::string table : {"everything", "maybe_everything"}) base.set(table, column, value);
        check_refused(base.engine, everything, "everything", column);
        check_refused(base.engine, maybe_everything, "maybe_everything", column);
        CHECK(open_statements(base.engine) == 0);
        for (std::string table : {"everything", "maybe_everything"})
            execute_text(base.engine, "UPDATE " + table + " SET " + column + " = (SELECT " + column + " FROM " + table + " WHERE id = 1)");
    }
    CHECK(sync_wait(base.engine.execute(dt::select(everything))).size() == 3);
}

TEST_CASE("NULL where the model has none, and where it has") {
    untyped_database base;
    for (auto column : {"small", "number", "big", "ratio", "precise", "flag", "name", "words", "data", "day", "at", "tone", "shine"}) {
        INFO(column);
        base.set("everything", column, "NULL");
        base.set("maybe_everything", column, "NULL");
        check_refused(base.engine, everything, "everything", column);
        execute_text(base.engine, std::string("UPDATE everything SET ") + column + " = (SELECT " + column + " FROM everything WHERE id = 1)");
    }
    auto const empty = sync_wait(base.engine.execute(dt::select(maybe_everything).where(maybe_everything.id == 2))).scalar_one();
    CHECK(empty == MaybeEverything{.id = 2});
}

TEST_CASE("in every way to read a row") {
    untyped_database base;
    base.set("everything", "number", "'seven'");
    Db db{base.engine};
    auto const names_it = [](dt::error const& problem) {
        CHECK(problem.category() == dt::error_category::data);
        CHECK_THAT(problem.what(), contains("\"everything\".\"number\"") && contains("'seven'") && contains("32-bit integer"));
    };
    names_it(failure(db.get(everything, 2)));
    names_it(failure(db.track(dt::select(everything))));
    names_it(failure(db.execute(dt::select(everything.id, everything.number))));
    names_it(failure(db.scalars(dt::select(everything.number).order_by(everything.id))));
    names_it(failure(db.scalar(dt::select(everything.number).where(everything.id == 2))));
    names_it(failure(db.execute(dt::raw<"SELECT * FROM everything", Everything>())));
    CHECK_THAT(failure(db.execute(dt::select(dt::max(everything.number)))).what(), contains("\"max\" in row 1"));
    CHECK_THAT(failure(db.execute(dt::raw<"SELECT id, number FROM everything", std::tuple<int, int>>())).what(), contains("column 2 in row 2"));
    CHECK_THAT(failure(db.execute(dt::raw<"SELECT number FROM everything", int>())).what(), contains("column 1 in row 2"));
    auto stream = db.stream(dt::select(everything).order_by(everything.id));
    CHECK(sync_wait(stream.next())->id == 1);
    names_it(failure(stream.next()));
    CHECK_FALSE(sync_wait(stream.next()));
    // The transaction goes on: what reads did no harm.
    CHECK(db.in_transaction());
    sync_wait(db.commit());
    CHECK(open_statements(base.engine) == 0);
    CHECK(sync_wait(db.get(everything, 1)).has_value());
}

TEST_CASE("in a related row, with the related table's name") {
    filled_database base;
    execute_text(base.engine, "UPDATE roles SET name = x'00' WHERE id = 2");
    execute_text(base.engine, "UPDATE comments SET written = 'yesterday' WHERE id = 4");
    Db db{base.engine};
    auto const role = failure(db.execute(dt::select(users).order_by(users.id).options(dt::joinedload(users.role))));
    CHECK_THAT(role.what(), contains("\"roles\".\"name\" in row 3"));
    auto const comment = failure(db.execute(dt::select(users).order_by(users.id).options(dt::joinedload(users.posts).joinedload(posts.comments))));
    CHECK(comment.category() == dt::error_category::data);
    CHECK_THAT(comment.what(), contains("\"comments\".\"written\""));
    auto const cid = sync_wait(db.execute(dt::select(users).where(users.id == 3))).scalar_one();
    CHECK_THAT(failure(db.load(cid, users.role)).what(), contains("\"roles\".\"name\" in row 1"));
}

TEST_CASE("a row of another width") {
    filled_database base;
    Db db{base.engine};
    auto const problem = failure(db.execute(dt::raw<"SELECT id FROM roles", Role>()));
    CHECK(problem.category() == dt::error_category::data);
    CHECK_THAT(problem.what(), contains("1 columns") && contains("2"));
    CHECK(failure(db.execute(dt::raw<"SELECT id, name, id FROM roles", std::tuple<int, std::string>>())).category() == dt::error_category::data);
}
