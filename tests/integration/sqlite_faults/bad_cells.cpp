// SPDX-License-Identifier: BSL-1.0
// A database that holds what the model does not allow: each read says which table, column and row.
#include "support/catch.hpp"
#include "support/database.hpp"

namespace dt = dovetail;
using namespace dovetail_test;

namespace {

template <class View>
struct ReadingModel {
    static constexpr dt::table_name table = "readings";
    dt::column<View, "id", dt::integer, dt::primary_key> id;
    dt::column<View, "small", dt::smallint> small;
    dt::column<View, "middle", dt::integer> middle;
    dt::column<View, "large", dt::bigint> large;
    dt::column<View, "single", dt::real> single;
    dt::column<View, "flag", dt::boolean> flag;
    dt::column<View, "words", dt::text> words;
    dt::column<View, "bytes", dt::blob> bytes;
    dt::column<View, "day", dt::date> day;
    dt::column<View, "at", dt::datetime> at;
};
constexpr dt::table<ReadingModel> readings;

/// Reads a table without constraints in which row 2 has `value` (SQL) in `column`.
std::string failure_with(std::string const& column, std::string const& value) {
    temporary_folder const folder;
    auto const path = folder.file("readings.db");
    {
        dt::sqlite_backend::connection raw(path);
        raw.execute("CREATE TABLE readings (id INTEGER PRIMARY KEY, small, middle, large, single, flag, words, bytes, day, at);"
                    "INSERT INTO readings VALUES (1, 1, 1, 1, 1.5, 1, 'x', x'00', '2024-02-29', '2024-02-29 10:11:12');"
                    "INSERT INTO readings SELECT 2, small, middle, large, single, flag, words, bytes, day, at FROM readings;"
                    "UPDATE readings SET \"" + column + "\" = " + value + " WHERE id = 2");
    }
    dt::engine<dt::sqlite> engine{path};
    dt::session<dt::sqlite> db{engine};
    auto const problem = failure(db.execute(dt::select(readings).order_by(readings.id)));
    CHECK(problem.category() == dt::error_category::data);
    CHECK(problem.statement().find("SELECT") == 0);
    auto const first = dt::sync_wait(db.execute(dt::select(readings).where(readings.id == 1)));     // and goes on
    CHECK(first.size() == 1);
    return problem.what();
}

}  // namespace

TEST_CASE("a cell that the model does not allow is an error that names table, column and row") {
    struct bad {
        char const *column, *value, *said;
    };
    for (auto const& [column, value, said] : {
             bad{"small", "32768", "16-bit"},
             bad{"small", "NULL", "NULL"},
             bad{"middle", "-2147483649", "32-bit"},
             bad{"middle", "'7'", "the text '7'"},
             bad{"middle", "1.5", "the number 1.5"},
             bad{"large", "9e18", "64-bit"},
             bad{"single", "'x'", "a number"},
             bad{"single", "1e300", "32-bit floating"},
             bad{"flag", "2", "a boolean"},
             bad{"flag", "'true'", "a boolean"},
             bad{"words", "7", "text"},
             bad{"words", "x'41'", "a blob of 1 bytes"},
             bad{"bytes", "'x'", "a blob"},
             bad{"day", "'2023-02-29'", "a date"},
             bad{"day", "'2023-2-1'", "a date"},
             bad{"day", "20230201", "a date"},
             bad{"at", "'2023-02-01'", "a time"},
             bad{"at", "'2023-02-01 24:00:00'", "a time"},
             bad{"at", "'2023-02-01 10:00:00.1234567'", "a time"},
             bad{"at", "NULL", "NULL"},
         }) {
        auto const what = failure_with(column, value);
        INFO(what);
        CHECK(what.find("\"readings\".\"" + std::string(column) + "\" in row 2") != std::string::npos);
        CHECK(what.find(said) != std::string::npos);
    }
}
