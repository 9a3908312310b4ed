// SPDX-License-Identifier: BSL-1.0
// What is no database is refused at opening, with a sentence that names the path; what was asked for is set.
#include <dovetail/backend/sqlite/connection.hpp>

#include "support/catch.hpp"

#include <atomic>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <memory>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include <stdlib.h>
#include <unistd.h>

namespace {

using dovetail::error_category;
using dovetail::sqlite_options;
using namespace dovetail::sqlite_backend;
using std::string;

/// A folder of its own, gone at the end.
struct folder {
    std::filesystem::path path;
    folder() {
        string name = (std::filesystem::temp_directory_path() / "dovetail-XXXXXX").string();
        REQUIRE(mkdtemp(name.data()) != nullptr);
        path = name;
    }
    folder(folder const&) = delete;
    folder& operator=(folder const&) = delete;
    ~folder() { std::filesystem::remove_all(path); }
    [[nodiscard]] string operator/(char const* name) const { return (path / name).string(); }
};

void write(string const& path, std::string_view bytes) {
    std::ofstream(path, std::ios::binary) << bytes;
}

string single(connection& db, std::string_view query) {
    auto use = db.prepared({query});
    REQUIRE(use.step());
    return string(use.current()[0].as_text());
}

dovetail::error fault_at_opening(string const& path, sqlite_options const& options = {}) {
    try {
        connection const db(path, options);
    } catch (dovetail::error const& fault) {
        INFO(fault.what());
        CHECK(string(fault.what()).find("cannot open the database \"" + string(path.c_str())) == 0);
        return fault;
    }
    return {error_category::no_result, "opened"};
}

}  // namespace

TEST_CASE("a missing file, a missing folder, a folder, no permission") {
    folder const here;
    auto const missing = fault_at_opening(here / "missing.db", {.create = false});
    CHECK(missing.category() == error_category::connection);
    CHECK(string(missing.what()) ==
          "cannot open the database \"" + (here / "missing.db") + "\": there is no such file or folder");
    CHECK_FALSE(std::filesystem::exists(here / "missing.db"));
    CHECK(fault_at_opening(here / "missing.db", {.read_only = true}).category() ==
          error_category::connection);
    CHECK(fault_at_opening(here / "no/such.db").category() == error_category::connection);

    auto const is_folder = fault_at_opening(here.path.string());
    CHECK(is_folder.category() == error_category::connection);
    CHECK(string(is_folder.what()) ==
          "cannot open the database \"" + here.path.string() + "\": it is a folder");

    if (geteuid() != 0) {  // root may read everything
        write(here / "locked.db", "");
        std::filesystem::permissions(here / "locked.db", std::filesystem::perms::none);
        CHECK(fault_at_opening(here / "locked.db").category() == error_category::connection);
    }
    auto const nul = fault_at_opening(string("a\0b", 3));
    CHECK(nul.category() == error_category::usage);
    CHECK(string(nul.what()) == "cannot open the database \"a\": the path holds a NUL byte");
}

TEST_CASE("a file that is no database is refused, whatever its length, and left as it was") {
    folder const here;
    for (string const& content :
         {string("just a line of text\n"), string(100'000, 'x'), string("xy"), string(4096, '\0'),
          string("SQLite format 3"), string("SQLite format 2") + string(5000, 'a')}) {
        write(here / "text.db", content);
        for (bool const read_only : {false, true}) {
            auto const fault = fault_at_opening(here / "text.db", {.read_only = read_only});
            INFO(content.size());
            CHECK(fault.category() == error_category::corrupt);
            CHECK(string(fault.what()).find("not an SQLite database") != string::npos);
        }
        string after;
        std::ifstream file(here / "text.db", std::ios::binary);
        std::getline(file, after, '\1');
        CHECK((after == content));
    }
}

TEST_CASE("an empty file is an empty database") {
    folder const here;
    write(here / "empty.db", "");  // SQLite takes a file of one byte for empty too
    connection db(here / "empty.db", {.create = false});
    db.execute("CREATE TABLE t(a)");
    CHECK(std::filesystem::file_size(here / "empty.db") > 0);
}

TEST_CASE("the defaults: WAL, foreign keys, full synchronisation, a busy timeout of five seconds") {
    folder const here;
    connection db(here / "new.db");
    CHECK(single(db, "PRAGMA journal_mode") == "wal");
    CHECK(single(db, "PRAGMA foreign_keys") == "1");
    CHECK(single(db, "PRAGMA synchronous") == "2");
    CHECK(single(db, "PRAGMA busy_timeout") == "5000");
    CHECK(sqlite3_db_mutex(db.handle()) == nullptr);  // what cell.hpp rests on
}

TEST_CASE("each option does what it says") {
    using journal = sqlite_options::journal_mode;
    using synchronous = sqlite_options::synchronous_mode;
    folder const here;
    auto const opened = [&](sqlite_options const& options, std::string_view pragma) {
        connection db(here / "chosen.db", options);
        return single(db, pragma);
    };
    CHECK(opened({.journal = journal::rollback}, "PRAGMA journal_mode") == "delete");
    CHECK(opened({.journal = journal::truncate}, "PRAGMA journal_mode") == "truncate");
    CHECK(opened({.journal = journal::persist}, "PRAGMA journal_mode") == "persist");
    CHECK(opened({.journal = journal::memory}, "PRAGMA journal_mode") == "memory");
    CHECK(opened({.journal = journal::off}, "PRAGMA journal_mode") == "off");
    CHECK(opened({.journal = journal::keep}, "PRAGMA journal_mode") == "delete");
    CHECK(opened({.journal = journal::wal}, "PRAGMA journal_mode") == "wal");
    CHECK(opened({.journal = journal::keep}, "PRAGMA journal_mode") == "wal");
    CHECK(opened({.synchronous = synchronous::off}, "PRAGMA synchronous") == "0");
    CHECK(opened({.synchronous = synchronous::normal}, "PRAGMA synchronous") == "1");
    CHECK(opened({.synchronous = synchronous::extra}, "PRAGMA synchronous") == "3");
    CHECK(opened({.foreign_keys = false}, "PRAGMA foreign_keys") == "0");
    CHECK(opened({.busy_timeout = std::chrono::milliseconds{70}}, "PRAGMA busy_timeout") == "70");
    CHECK(opened({.busy_timeout = std::chrono::hours{24 * 365}}, "PRAGMA busy_timeout") == "2147483647");
    CHECK(opened({.busy_timeout = std::chrono::milliseconds{-1}}, "PRAGMA busy_timeout") == "0");
}

TEST_CASE("databases in memory and temporary ones need no file and no WAL") {
    for (char const* path : {":memory:", "", "file::memory:", "file:shared?mode=memory&cache=shared"}) {
        for (bool const create : {true, false}) {
            INFO(path);
            connection db(path, {.create = create});
            db.execute("CREATE TABLE t(a); INSERT INTO t VALUES ('here')");
            CHECK(single(db, "SELECT a FROM t") == "here");
        }
    }
    connection nothing(":memory:", {.read_only = true});
    CHECK(single(nothing, "SELECT 'here'") == "here");
}

TEST_CASE("read-only: by option and by URI, on a file in WAL mode and on another one") {
    folder const here;
    for (auto const journal : {sqlite_options::journal_mode::wal, sqlite_options::journal_mode::rollback}) {
        string const path = here / "kept.db";
        connection(path, {.journal = journal})
            .execute("CREATE TABLE IF NOT EXISTS t(a); INSERT INTO t VALUES ('here')");
        for (string const& name : {path, "file:" + path + "?mode=ro", "file:" + path + "?immutable=1"}) {
            INFO(name);
            connection db(name, {.read_only = name == path});
            CHECK(single(db, "SELECT a FROM t") == "here");
            auto insert = db.prepared({"INSERT INTO t VALUES (1)", 0});
            try {
                insert.run();
                FAIL("written");
            } catch (dovetail::error const& fault) {
                CHECK(fault.category() == error_category::read_only);
            }
            CHECK(single(db, "SELECT count(*) || '' FROM t") != "0");
        }
    }
}

TEST_CASE("relative paths, odd names") {
    folder const here;
    for (char const* name :
         {"with space.db", "qu'ote\".db", "\xC3\xA4\xF0\x9F\x98\x80.db", "100%.db", "a?b#c.db"}) {
        connection(here / name).execute("CREATE TABLE t(a)");
        CHECK(std::filesystem::exists(here / name));
    }
}

TEST_CASE("connections that open a new file at the same moment all succeed") {
    for (int round = 0; round < 10; ++round) {
        folder const here;
        std::atomic<int> ready{0}, failed{0};
        {
            std::vector<std::jthread> threads;
            for (int i = 0; i < 8; ++i)
                threads.emplace_back([&] {
                    ++ready;
                    while (ready < 8) std::this_thread::yield();
                    try {
                        connection db(here / "new.db");
                        db.execute("CREATE TABLE IF NOT EXISTS t(a); INSERT INTO t VALUES (1)");
                    } catch (const std::exception&) {
                        ++failed;
                    }
                });
        }
        CHECK(failed == 0);
        connection db(here / "new.db");
        CHECK(single(db, "SELECT count(*) || '' FROM t") == "8");
    }
}

TEST_CASE("a connection moves, and gives its file back at the end") {
    folder const here;
    auto first = std::make_unique<connection>(here / "moved.db");
    first->execute("CREATE TABLE t(a); BEGIN IMMEDIATE");
    connection second(std::move(*first));
    first.reset();
    CHECK(second.in_transaction());
    second = connection(":memory:");  // closes the file: its transaction is rolled back, its WAL file goes
    CHECK_FALSE(std::filesystem::exists(here / "moved.db-wal"));
    connection again(here / "moved.db", {.busy_timeout = std::chrono::milliseconds{0}});
    again.begin(begin_mode::immediate);
    again.rollback();
}
