// SPDX-License-Identifier: BSL-1.0
#include "../database_file.hpp"
#include "loaded.hpp"
#include "support/catch.hpp"

using namespace packages;
using dovetail_test::contains;
using packages::testing::content_of;
using packages::testing::records_of;
using packages::testing::silent;
using packages::testing::temporary_directory;
using packages::testing::write_file;

namespace {

built_database build(const std::filesystem::path& path, const std::vector<record>& records,
                     const show_progress& show = silent) {
    const dt::statement_hook none;
    return dt::sync_wait(build_database(path, records, show, none));
}

std::int64_t packages_in(const std::filesystem::path& path) {
    dt::engine<dt::sqlite> engine{path.string(), {.read_only = true}};
    return dt::sync_wait(engine.execute(dt::select(dt::count(packages::packages.id)))).scalar_one();
}

const std::string two_packages = "Package: a\nDepends: b\n\nPackage: b\n";

}  // namespace

TEST_CASE("a database is built, and nothing else is left beside it") {
    const temporary_directory directory;
    const auto built = build(directory / "packages.db", records_of(two_packages));
    CHECK(packages_in(directory / "packages.db") == 2);
    CHECK(built.statements > 0);
    CHECK_FALSE(built.replaced_another);
    CHECK(directory.files() == 1);
}

TEST_CASE("every statement of the load is shown, and it is one transaction") {
    const temporary_directory directory;
    const auto records = records_of(packages::testing::sample_text(600, 20));    // more than one flush
    std::int64_t begins = 0, commits = 0, others = 0;
    const dt::statement_hook count = [&](const dt::statement_event& sent) {
        begins += sent.text == "BEGIN";
        commits += sent.text == "COMMIT";
        others += !sent.is_control;
    };
    const auto built = dt::sync_wait(build_database(directory / "packages.db", records, silent, count));
    CHECK(begins == 1);
    CHECK(commits == 1);
    CHECK(others == built.statements);
}

TEST_CASE("the database of an earlier run is replaced") {
    const temporary_directory directory;
    build(directory / "packages.db", records_of(two_packages));
    const auto built = build(directory / "packages.db", records_of("Package: only\n"));
    CHECK(built.replaced_another);
    CHECK(packages_in(directory / "packages.db") == 1);
    CHECK(directory.files() == 1);
}

TEST_CASE("also one that was switched to WAL, and through a link") {
    const temporary_directory directory;
    build(directory / "packages.db", records_of(two_packages));
    {
        dt::engine<dt::sqlite> engine{(directory / "packages.db").string()};    // WAL by default
        (void)dt::sync_wait(engine.execute(dt::delete_from(dependencies).all_rows()));
    }
    std::filesystem::create_symlink("packages.db", directory / "link.db");
    CHECK(build(directory / "link.db", records_of("Package: only\n")).replaced_another);
    CHECK(packages_in(directory / "packages.db") == 1);
    CHECK(std::filesystem::is_symlink(directory / "link.db"));
    CHECK(directory.files() == 2);
}

TEST_CASE("an empty file is no loss") {
    const temporary_directory directory;
    write_file(directory / "packages.db", "");
    CHECK_FALSE(build(directory / "packages.db", records_of(two_packages)).replaced_another);
    CHECK(packages_in(directory / "packages.db") == 2);
}

TEST_CASE("a load that fails leaves no file") {
    const temporary_directory directory;
    struct end_of_patience {};
    const show_progress give_up = [](auto...) { throw end_of_patience{}; };
    CHECK_THROWS_AS(build(directory / "packages.db", records_of(two_packages), give_up), end_of_patience);
    CHECK(directory.files() == 0);
}

TEST_CASE("a load that the database refuses leaves no file") {
    const temporary_directory directory;
    auto records = records_of(two_packages);
    records.push_back(records.front());    // read_records would have refused it
    try {
        build(directory / "packages.db", records);
        FAIL("no error");
    } catch (const dt::error& problem) {
        CHECK(problem.category() == dt::error_category::unique);
    }
    CHECK(directory.files() == 0);
}

TEST_CASE("a load that fails leaves the database of an earlier run as it was") {
    const temporary_directory directory;
    build(directory / "packages.db", records_of(two_packages));
    const auto before = content_of(directory / "packages.db");
    const show_progress give_up = [](auto...) { throw std::runtime_error("enough"); };
    CHECK_THROWS_WITH(build(directory / "packages.db", records_of("Package: a\n"), give_up), "enough");
    CHECK(content_of(directory / "packages.db") == before);
    CHECK(directory.files() == 1);
}

TEST_CASE("what this program did not make is not replaced") {
    const temporary_directory directory;
    const auto records = records_of(two_packages);

    write_file(directory / "thesis.txt", "It was a dark and stormy night.");
    CHECK_THROWS_WITH(build(directory / "thesis.txt", records), contains("thesis.txt is no database"));
    CHECK(content_of(directory / "thesis.txt") == "It was a dark and stormy night.");

    {
        dt::engine<dt::sqlite> engine{(directory / "other.db").string(),
                                      {.journal = dt::sqlite_options::journal_mode::rollback}};
        (void)dt::sync_wait(engine.execute(dt::raw<"CREATE TABLE precious (data)">()));
    }
    const auto before = content_of(directory / "other.db");
    CHECK_THROWS_WITH(build(directory / "other.db", records), contains("that this program did not make"));
    CHECK(content_of(directory / "other.db") == before);

    std::filesystem::create_directory(directory / "folder");
    CHECK_THROWS_WITH(build(directory / "folder", records), contains("folder is no file"));
    CHECK(directory.files() == 3);
}

TEST_CASE("a database that is in use is not replaced") {
    const temporary_directory directory;
    build(directory / "packages.db", records_of(two_packages));
    dt::engine<dt::sqlite> engine{(directory / "packages.db").string(),
                                  {.journal = dt::sqlite_options::journal_mode::keep}};
    Db other{engine};
    (void)dt::sync_wait(other.execute(dt::update(packages::packages).set(packages::packages.version = "2").all_rows()));
    CHECK_THROWS_WITH(build(directory / "packages.db", records_of("Package: only\n")), contains("is in use"));
    dt::sync_wait(other.commit());
    CHECK(packages_in(directory / "packages.db") == 2);
}

TEST_CASE("where no file can be, the error says so") {
    const temporary_directory directory;
    CHECK_THROWS_WITH(build(directory / "missing" / "packages.db", records_of(two_packages)), contains("missing"));
    CHECK(directory.files() == 0);
}
