// SPDX-License-Identifier: BSL-1.0
//
// The program on a PostgreSQL server, where it leaves what the database held before if anything fails.
#include "loaded.hpp"
#include "program.hpp"
#include "support/catch.hpp"
#include "support/postgres_server.hpp"

using dovetail_test::contains;
using dovetail_test::server_execute;
using dovetail_test::server_value;
using namespace packages::testing;

namespace {

struct fixture {
    temporary_directory directory;
    std::string database = "--database '" + dovetail_test::emptied_database() + "' ";

    int run(const std::string& arguments) { return packages::testing::run(directory, database + arguments); }
    std::string err() { return content_of(directory / "err"); }
    std::string out() { return content_of(directory / "out"); }
};

}  // namespace

TEST_CASE_METHOD(fixture, "PostgreSQL: the program loads a file and reports as it does on SQLite") {
    write_file(directory / "status", sample_text(100, 10));
    REQUIRE(run("status") == 0);
    CHECK(err().empty());
    const std::string on_server = out();
    CHECK_THAT(on_server, contains("status: 100 packages with 1,000 dependencies\n") &&
                              contains("PostgreSQL: loaded in one transaction"));
    CHECK(server_value("SELECT count(*) FROM dependencies") == "1000");
    CHECK(directory.files() == 3);    // status, out, err

    REQUIRE(packages::testing::run(directory, "status") == 0);
    // Beside times and statements it is the same.
    const auto without_numbers = [](std::string text) {
        text.erase(0, text.find("Installed packages"));
        const auto times = text.find("The same listing");
        return text.erase(times, text.find("What needs") - times);
    };
    CHECK(without_numbers(out()) == without_numbers(on_server));

    CHECK(run("status") == 0);
    CHECK_THAT(out(), contains("the database of an earlier run is replaced"));
}

TEST_CASE_METHOD(fixture, "PostgreSQL: what fails leaves the tables of an earlier run as they were") {
    write_file(directory / "status", "Package: a\nDepends: b\n\nPackage: b\n");
    REQUIRE(run("status") == 0);
    write_file(directory / "status", "Package: a\nDescription: " + std::string(3, '\1') + "\n\nnonsense\n");
    CHECK(run("status") == 1);
    CHECK(server_value("SELECT count(*) FROM packages") == "2");
}

TEST_CASE_METHOD(fixture, "PostgreSQL: tables that this program did not make are not replaced") {
    write_file(directory / "status", "Package: a\n");
    server_execute("CREATE TABLE sections (precious text)");
    CHECK(run("status") == 1);
    CHECK_THAT(err(), contains("packages: the database holds tables of the same names that this program did not make"));
    CHECK(server_value("SELECT count(*) FROM pg_class WHERE relname = 'packages'") == "0");
}

TEST_CASE("PostgreSQL: a server that is not there is an error without the password") {
    const temporary_directory directory;
    write_file(directory / "status", "Package: a\n");
    CHECK(run(directory, "--database postgresql://someone:secret@127.0.0.1:1/nothing status") == 1);
    CHECK_THAT(content_of(directory / "err"), contains("packages: PostgreSQL: cannot connect") && !contains("secret"));
}
