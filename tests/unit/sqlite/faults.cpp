// SPDX-License-Identifier: BSL-1.0
// Faults while statements run: the right category, the connection usable, no statement left open.
#include <dovetail/backend/sqlite/connection.hpp>

#include "support/catch.hpp"

#include <chrono>
#include <filesystem>
#include <fstream>
#include <memory>
#include <string>
#include <string_view>

#include <stdlib.h>

namespace {

using dovetail::error_category;
using dovetail::sqlite_options;
using namespace dovetail::sqlite_backend;
using std::string;

/// A database file of its own, gone at the end.
struct database {
    std::filesystem::path folder;
    string path;
    database() {
        string name = (std::filesystem::temp_directory_path() / "dovetail-XXXXXX").string();
        REQUIRE(mkdtemp(name.data()) != nullptr);
        folder = name;
        path = (folder / "test.db").string();
    }
    database(database const&) = delete;
    database& operator=(database const&) = delete;
    ~database() { std::filesystem::remove_all(folder); }
};

sqlite_options const impatient{.busy_timeout = std::chrono::milliseconds{0}};

/// The category that `action` fails with; `no_result` when it does not fail.
template <class Action>
error_category fault_of(Action action) {
    try {
        action();
    } catch (dovetail::error const& fault) {
        UNSCOPED_INFO(fault.what());
        return fault.category();
    }
    return error_category::no_result;
}

error_category fault_of(connection& db, std::string_view statement) {
    return fault_of([&] { db.prepared({statement}).run(); });
}

std::int64_t single(connection& db, std::string_view query) {
    auto use = db.prepared({query});
    REQUIRE(use.step());
    return use.current()[0].as_int64();
}

int open_statements(connection& db) {
    int busy = 0;
    for (sqlite3_stmt* s = sqlite3_next_stmt(db.handle(), nullptr); s != nullptr;
         s = sqlite3_next_stmt(db.handle(), s))
        busy += sqlite3_stmt_busy(s) != 0;
    return busy;
}

}  // namespace

TEST_CASE("each constraint has its category, the code and the statement") {
    connection db(":memory:");
    db.execute(
        "CREATE TABLE roles(id INTEGER PRIMARY KEY);"
        "CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, age INTEGER CHECK (age >= 0),"
        " role_id INTEGER REFERENCES roles(id), UNIQUE (name, age));"
        "CREATE TABLE pairs(a, b, PRIMARY KEY (a, b)) WITHOUT ROWID;"
        "CREATE TABLE exact(a INTEGER) STRICT;"
        "CREATE TRIGGER guard BEFORE DELETE ON users BEGIN SELECT RAISE(ABORT, 'users stay'); END;"
        "INSERT INTO roles VALUES (1); INSERT INTO users VALUES (1, 'ann', 7, 1); INSERT INTO pairs VALUES "
        "(1, 2)");
    CHECK(fault_of(db, "INSERT INTO users VALUES (2, 'ann', 1, 1)") == error_category::unique);
    CHECK(fault_of(db, "INSERT INTO users VALUES (1, 'bob', 1, 1)") == error_category::unique);
    CHECK(fault_of(db, "INSERT INTO pairs VALUES (1, 2)") == error_category::unique);
    CHECK(fault_of(db, "INSERT INTO users VALUES (2, 'bob', 1, 9)") == error_category::foreign_key);
    CHECK(fault_of(db, "DELETE FROM roles") == error_category::foreign_key);
    CHECK(fault_of(db, "INSERT INTO users VALUES (2, NULL, 1, 1)") == error_category::not_null);
    CHECK(fault_of(db, "INSERT INTO users VALUES (2, 'bob', -1, 1)") == error_category::check);
    CHECK(fault_of(db, "DELETE FROM users") == error_category::check);
    CHECK(fault_of(db, "INSERT INTO exact VALUES ('x')") == error_category::data);
    CHECK(fault_of(db, "INSERT INTO users(id, name) VALUES ('x', 'y')") == error_category::data);
    CHECK(fault_of(db, "SELECT abs(-9223372036854775807 - 1)") == error_category::other);
    try {
        db.execute("INSERT INTO users VALUES (2, 'ann', 1, 1)");
        FAIL("no error");
    } catch (dovetail::error const& fault) {
        CHECK(fault.code() == SQLITE_CONSTRAINT_UNIQUE);
        CHECK(string(fault.statement()) == "INSERT INTO users VALUES (2, 'ann', 1, 1)");
        CHECK(string(fault.what())
                  .starts_with("a row with this unique key exists already (SQLite: UNIQUE constraint failed: "
                               "users.name)"));
    }
    CHECK(open_statements(db) == 0);
    CHECK(single(db, "SELECT count(*) FROM users") == 1);

    db.begin();
    db.execute("PRAGMA defer_foreign_keys = ON; INSERT INTO users VALUES (2, 'bob', 1, 9)");
    CHECK(fault_of([&] { db.commit(); }) == error_category::foreign_key);  // a deferred one fails the commit
    CHECK(db.in_transaction());
    db.rollback();
    CHECK(single(db, "SELECT count(*) FROM users") == 1);
}

TEST_CASE("a database that another connection locked is busy") {
    database const file;
    connection first(file.path, impatient), second(file.path, impatient);
    first.execute("CREATE TABLE t(a)");
    first.begin(begin_mode::immediate);
    CHECK(fault_of([&] { second.begin(begin_mode::immediate); }) == error_category::busy);
    CHECK_FALSE(second.in_transaction());
    CHECK(fault_of(second, "INSERT INTO t VALUES (1)") == error_category::busy);
    CHECK(single(second, "SELECT count(*) FROM t") == 0);  // WAL: readers go on
    first.commit();
    CHECK(fault_of(second, "INSERT INTO t VALUES (1)") == error_category::no_result);
    CHECK(open_statements(second) == 0);
}

TEST_CASE("a database that is locked as a whole is busy at opening") {
    database const file;
    connection first(file.path, {.journal = sqlite_options::journal_mode::rollback});
    first.execute("CREATE TABLE t(a)");
    first.begin(begin_mode::exclusive);
    CHECK(fault_of([&] { connection const second(file.path, impatient); }) == error_category::busy);
    first.rollback();
    CHECK(fault_of([&] { connection const second(file.path, impatient); }) == error_category::no_result);
}

TEST_CASE("a commit that a reader blocks may be tried again") {
    database const file;
    sqlite_options const options{.busy_timeout = std::chrono::milliseconds{0},
                                 .journal = sqlite_options::journal_mode::rollback};
    connection writer(file.path, options), reader(file.path, options);
    writer.execute("CREATE TABLE t(a); INSERT INTO t VALUES (1), (2); BEGIN; INSERT INTO t VALUES (3)");
    {
        auto rows = reader.prepared({"SELECT a FROM t", 0, true});
        REQUIRE(rows.step());
        CHECK(fault_of([&] { writer.commit(); }) == error_category::busy);
        CHECK(writer.in_transaction());
    }
    writer.commit();
    CHECK(single(reader, "SELECT count(*) FROM t") == 3);
}

TEST_CASE("a transaction that read before another one wrote must run again") {
    database const file;
    connection first(file.path, impatient), second(file.path, impatient);
    first.execute("CREATE TABLE t(a)");
    second.begin();
    CHECK(single(second, "SELECT count(*) FROM t") == 0);
    first.execute("INSERT INTO t VALUES (1)");
    CHECK(fault_of(second, "INSERT INTO t VALUES (2)") == error_category::serialization);
    second.rollback();
    second.begin(begin_mode::immediate);
    CHECK(fault_of(second, "INSERT INTO t VALUES (2)") == error_category::no_result);
    second.commit();
}

TEST_CASE("a table in use on the same connection is busy") {
    connection db(":memory:");
    db.execute("CREATE TABLE t(a); INSERT INTO t VALUES (1), (2)");
    auto rows = db.prepared({"SELECT a FROM t", 0, true});
    REQUIRE(rows.step());
    CHECK(fault_of([&] { db.execute("DROP TABLE t"); }) == error_category::busy);
    REQUIRE(rows.step());
}

TEST_CASE("a full database is full, and usable after the rollback") {
    database const file;
    connection db(file.path);
    db.execute("CREATE TABLE t(a); PRAGMA max_page_count = 20");
    db.begin();
    auto const fill = [&] {
        auto insert = db.prepared({"INSERT INTO t VALUES (?1)", 0});
        string const large(3000, 'x');
        for (int i = 0; i < 1000; ++i) {
            insert.bind(1, std::string_view(large));
            insert.run();
            insert.reset();
        }
    };
    CHECK(fault_of(fill) == error_category::full);
    CHECK(open_statements(db) == 0);
    db.rollback();
    CHECK_FALSE(db.in_transaction());
    CHECK(fault_of(db, "INSERT INTO t VALUES (1)") == error_category::no_result);
    CHECK(single(db, "SELECT count(*) FROM t") == 1);
}

TEST_CASE("a file damaged in its middle is corrupt where it is read") {
    database const file;
    connection(file.path).execute(
        "CREATE TABLE t(a); CREATE TABLE whole(a); INSERT INTO whole VALUES (1);"
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 5000)"
        " INSERT INTO t SELECT hex(randomblob(50)) FROM n");
    {
        auto const size = std::filesystem::file_size(file.path);
        REQUIRE(size > 100'000);
        std::fstream bytes(file.path, std::ios::in | std::ios::out | std::ios::binary);
        bytes.seekp(static_cast<std::streamoff>(size / 2 / 4096 * 4096));
        bytes << string(40'000, '\xEE');
    }
    connection db(file.path);
    CHECK(fault_of(db, "SELECT sum(length(a)) FROM t") == error_category::corrupt);
    CHECK(open_statements(db) == 0);
    CHECK(single(db, "SELECT count(*) FROM whole") == 1);
}

TEST_CASE("a file whose schema is damaged, or cut off, is corrupt at opening or where it is read") {
    database const file;
    connection(file.path).execute(
        "CREATE TABLE t(a); WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n"
        " WHERE i < 5000) INSERT INTO t SELECT hex(randomblob(50)) FROM n");
    std::filesystem::resize_file(file.path, 8192);
    CHECK(fault_of([&] {
              connection db(file.path);
              db.prepared({"SELECT sum(length(a)) FROM t"}).run();
          }) == error_category::corrupt);
    {
        std::fstream bytes(file.path, std::ios::in | std::ios::out | std::ios::binary);
        bytes.seekp(100);  // right behind the header: the root of the schema
        bytes << string(3000, '\xEE');
    }
    CHECK(fault_of([&] { connection const db(file.path); }) == error_category::corrupt);
}

TEST_CASE("a database made read-only while it is open is read-only") {
    connection db(":memory:");
    db.execute("CREATE TABLE t(a); PRAGMA query_only = ON");
    CHECK(fault_of(db, "INSERT INTO t VALUES (1)") == error_category::read_only);
    CHECK(single(db, "SELECT count(*) FROM t") == 0);
    db.execute("PRAGMA query_only = OFF");
    CHECK(fault_of(db, "INSERT INTO t VALUES (1)") == error_category::no_result);
}

TEST_CASE("closing with rows open rolls back and frees the lock") {
    database const file;
    auto writer = std::make_unique<connection>(file.path);
    writer->execute("CREATE TABLE t(a); INSERT INTO t VALUES (1), (2)");
    writer->begin(begin_mode::immediate);
    writer->execute("INSERT INTO t VALUES (3)");
    auto rows = writer->prepared({"SELECT a FROM t", 0, true});
    REQUIRE(rows.step());
    writer.reset();
    connection other(file.path, impatient);
    CHECK(fault_of(other, "INSERT INTO t VALUES (9)") == error_category::no_result);
    CHECK(single(other, "SELECT count(*) FROM t") == 3);
}
