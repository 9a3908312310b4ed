// SPDX-License-Identifier: BSL-1.0
#include <dovetail/core/error.hpp>

#include <stdexcept>
#include <string>
#include <type_traits>

#include "support/catch.hpp"

using dovetail::error;
using dovetail::error_category;

static_assert(dovetail::to_string(error_category::foreign_key) == "foreign_key");
static_assert(dovetail::to_string(error_category::other) == "other");
static_assert(std::is_base_of_v<std::runtime_error, error>);

TEST_CASE("an error tells its category, the backend's code and the statement") {
    error const failure(error_category::unique, "dovetail: taken", 2067, "INSERT INTO users DEFAULT VALUES");
    CHECK(failure.category() == error_category::unique);
    CHECK(failure.code() == 2067);
    CHECK(failure.statement() == "INSERT INTO users DEFAULT VALUES");
    CHECK(std::string(failure.what()) == "dovetail: taken\n  statement: INSERT INTO users DEFAULT VALUES");
}

TEST_CASE("an error without a statement is its message alone") {
    error const failure(error_category::timeout, "dovetail: too late");
    CHECK(std::string(failure.what()) == "dovetail: too late");
    CHECK(failure.code() == 0);
    CHECK(failure.statement().empty());
}

TEST_CASE("a long statement is shortened in what(), and kept whole in statement()") {
    std::string const statement = "SELECT " + std::string(1000, 'x');
    error const failure(error_category::syntax, "dovetail: no", 1, statement);
    CHECK(failure.statement() == statement);
    CHECK(std::string(failure.what()) ==
          "dovetail: no\n  statement: " + statement.substr(0, 500) + " [507 more bytes]");

    std::string const limit(500, 'x');
    CHECK(std::string(error(error_category::syntax, "m", 1, limit).what()) == "m\n  statement: " + limit);
}

TEST_CASE("a long statement is not cut inside a UTF-8 sequence") {
    std::string const before(498, 'x');
    std::string const euro_sign = "\xE2\x82\xAC";  // bytes 498 to 500
    error const failure(error_category::data, "m", 0, before + euro_sign + " and more");
    CHECK(std::string(failure.what()) == "m\n  statement: " + before + " [12 more bytes]");
}

TEST_CASE("the errors about the number of rows are errors with a category") {
    try {
        throw dovetail::no_result_found("dovetail: no row", "SELECT 1");
    } catch (error const& failure) {
        CHECK(failure.category() == error_category::no_result);
        CHECK(failure.statement() == "SELECT 1");
    }
    try {
        throw dovetail::multiple_results_found("dovetail: two rows");
    } catch (error const& failure) {
        CHECK(failure.category() == error_category::multiple_results);
        CHECK(failure.statement().empty());
    }
}
