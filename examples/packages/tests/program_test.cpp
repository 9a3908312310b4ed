// SPDX-License-Identifier: BSL-1.0
//
// The program as people run it: its exit status, what it prints, and the files that it leaves.
#include "loaded.hpp"
#include "program.hpp"
#include "support/catch.hpp"

using dovetail_test::contains;
using packages::testing::content_of;
using packages::testing::run;
using packages::testing::sample_text;
using packages::testing::temporary_directory;
using packages::testing::write_file;

TEST_CASE("the program loads a file and reports on it") {
    const temporary_directory directory;
    write_file(directory / "status", sample_text(100, 10));
    REQUIRE(run(directory, "status") == 0);
    CHECK(content_of(directory / "err").empty());    // no progress where there is no terminal
    CHECK_THAT(content_of(directory / "out"),
               contains("status: 100 packages with 1,000 dependencies\n") && contains("packages.db: loaded") &&
                   contains("Installed packages by section") && contains("Maintainers with the most bytes") &&
                   contains("What a package needs") && contains("       1 statement ") && contains("What needs "));
    CHECK(directory.files() == 4);    // status, packages.db, out, err

    CHECK(run(directory, "status") == 0);
    CHECK_THAT(content_of(directory / "out"), contains("the database of an earlier run is replaced"));
}

TEST_CASE("--package, --database and --sql") {
    const temporary_directory directory;
    write_file(directory / "status", "Package: a\nDepends: b\n\nPackage: b\n");
    CHECK(run(directory, "--package b --database=other.db --sql status") == 0);
    CHECK_THAT(content_of(directory / "out"), contains("What needs b, or names it otherwise\n  Depends (1): a\n"));
    CHECK(std::filesystem::exists(directory / "other.db"));
    CHECK_THAT(content_of(directory / "err"),
               contains("BEGIN\n") && contains("CREATE TABLE IF NOT EXISTS \"packages\"") &&
                   contains("INSERT INTO \"dependencies\"") && contains("COMMIT\n") && contains("LEFT OUTER JOIN"));
    CHECK(run(directory, "--package nosuch status") == 1);
    CHECK(content_of(directory / "err") == "packages: there is no package 'nosuch' in the database\n");
}

TEST_CASE("a wrong file gives one sentence with the line, status 1, and no database") {
    const temporary_directory directory;
    const auto error_of = [&](const std::string& file) {
        REQUIRE(run(directory, file) == 1);
        CHECK(content_of(directory / "out").empty());
        CHECK_FALSE(std::filesystem::exists(directory / "packages.db"));
        return content_of(directory / "err");
    };
    CHECK(error_of("nosuch") == "packages: nosuch: cannot be opened: No such file or directory\n");
    write_file(directory / "empty", "");
    CHECK(error_of("empty") == "packages: empty: the file is empty\n");
    write_file(directory / "mangled", sample_text(20, 3) + "\nPackage: z\nDepends: (>= 1\n");
    CHECK_THAT(error_of("mangled"), contains("packages: mangled:") && contains("bad package name in Depends"));
    const auto whole = sample_text(20, 3);
    write_file(directory / "cut", whole.substr(0, whole.size() - 5));
    CHECK_THAT(error_of("cut"), contains("packages: cut:") && contains("it was cut"));
    CHECK(directory.files() == 5);    // empty, mangled, cut, out, err
}

TEST_CASE("a wrong file leaves the database of an earlier run as it was") {
    const temporary_directory directory;
    write_file(directory / "status", sample_text(20, 3));
    REQUIRE(run(directory, "status") == 0);
    const auto before = content_of(directory / "packages.db");
    write_file(directory / "status", sample_text(20, 3) + "\nnonsense\n");
    CHECK(run(directory, "status") == 1);
    CHECK(content_of(directory / "packages.db") == before);
}

TEST_CASE("wrong arguments and --help") {
    const temporary_directory directory;
    CHECK(run(directory, "--nonsense") == 2);
    CHECK(run(directory, "one two") == 2);
    CHECK(run(directory, "--help") == 0);
    CHECK_THAT(content_of(directory / "out"), contains("Usage: packages") && contains("--sql"));
}

TEST_CASE("a report that cannot be written is an error and no crash") {
    const temporary_directory directory;
    write_file(directory / "status", sample_text(20, 3));
    CHECK(run(directory, "status", ">/dev/full 2>err") == 1);
    CHECK(content_of(directory / "err") == "packages: the report cannot be written\n");
    CHECK(run(directory, "status", ">&- 2>&-") == 1);
    CHECK(run(directory, "--sql status", "2>&1 | true") == 0);    // the status is that of `true`
    CHECK(std::filesystem::exists(directory / "packages.db"));    // it was whole before
}
