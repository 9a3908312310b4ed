// SPDX-License-Identifier: BSL-1.0
// Preparing once, using one at a time, giving back from anywhere.
#include <dovetail/backend/sqlite/connection.hpp>

#include "support/catch.hpp"

#include <optional>
#include <stdexcept>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

namespace {

using dovetail::error_category;
using namespace dovetail::sqlite_backend;

constexpr statement_text numbers{
    "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 3) SELECT i FROM n", 0, true};

/// The category that `action` fails with; `no_result` when it does not fail.
template <class Action>
error_category fault_of(Action action) {
    try {
        action();
    } catch (dovetail::error const& fault) {
        return fault.category();
    }
    return error_category::no_result;
}

int open_statements(connection& db)  // as SQLite itself counts those in the middle of their rows
{
    int busy = 0;
    for (sqlite3_stmt* s = sqlite3_next_stmt(db.handle(), nullptr); s != nullptr;
         s = sqlite3_next_stmt(db.handle(), s))
        busy += sqlite3_stmt_busy(s) != 0;
    return busy;
}

int prepared_statements(connection& db) {
    int all = 0;
    for (sqlite3_stmt* s = sqlite3_next_stmt(db.handle(), nullptr); s != nullptr;
         s = sqlite3_next_stmt(db.handle(), s))
        ++all;
    return all;
}

std::int64_t single(connection& db, std::string_view query) {
    auto use = db.prepared({query});
    REQUIRE(use.step());
    return use.current()[0].as_int64();
}

}  // namespace

TEST_CASE("a statement is prepared once and found by its index") {
    connection db(":memory:");
    sqlite3_stmt* first = nullptr;
    for (int i = 0; i < 3; ++i) {
        auto use = db.prepared(numbers);
        if (first == nullptr) first = use.handle();
        CHECK(use.handle() == first);
        CHECK(db.statements_in_use() == 1);
        CHECK(use.step());
    }
    CHECK(db.statements_in_use() == 0);
    CHECK(prepared_statements(db) == 1);
    auto far = db.prepared({"SELECT 1", 1000, true});  // slots grow
    CHECK(far.step());
    CHECK(db.prepared(numbers).handle() == first);
}

TEST_CASE("an uncached statement is prepared each time and finalised") {
    connection db(":memory:");
    {
        auto use = db.prepared({"SELECT 1"});
        CHECK(use.step());
        CHECK(prepared_statements(db) == 1);
    }
    CHECK(prepared_statements(db) == 0);
}

TEST_CASE("a nested use of the same statement gets a statement of its own") {
    connection db(":memory:");
    std::string seen;
    auto outer = db.prepared(numbers);
    while (outer.step()) {
        seen += std::to_string(outer.current()[0].as_int64()) + ":";
        auto inner = db.prepared(numbers);
        CHECK(inner.handle() != outer.handle());
        while (inner.step()) seen += std::to_string(inner.current()[0].as_int64());
        seen += ' ';
    }
    CHECK(seen == "1:123 2:123 3:123 ");
    CHECK(db.statements_in_use() == 1);
    {
        std::optional<statement_use> a(db.prepared(numbers)), b(db.prepared(numbers));
        a.reset();  // whichever comes back first is kept
    }
    CHECK(prepared_statements(db) <= 2);
}

TEST_CASE("dropping a statement in the middle of its rows resets it and clears its bindings") {
    connection db(":memory:");
    constexpr statement_text echo{"SELECT ?1 UNION ALL SELECT 2", 5, true};
    {
        std::string const text = "gone after this block";
        auto use = db.prepared(echo);
        use.bind(1, std::string_view(text));
        REQUIRE(use.step());
        CHECK(open_statements(db) == 1);
    }
    CHECK(open_statements(db) == 0);
    auto use = db.prepared(echo);
    REQUIRE(use.step());
    CHECK(use.current()[0].kind() == value_kind::null);

    try {
        auto thrown_through = db.prepared(numbers);
        REQUIRE(thrown_through.step());
        throw std::runtime_error("from a caller's loop");
    } catch (std::runtime_error const&) {}
    CHECK(db.statements_in_use() == 1);
}

TEST_CASE("moving a use moves the duty to give it back") {
    connection db(":memory:");
    auto first = db.prepared(numbers);
    REQUIRE(first.step());
    statement_use second(std::move(first));
    CHECK(second.current()[0].as_int64() == 1);
    second = db.prepared({"SELECT 7", 1, true});  // gives the old one back
    CHECK(db.statements_in_use() == 1);
    CHECK(open_statements(db) == 0);
    REQUIRE(second.step());
    CHECK(second.current()[0].as_int64() == 7);
    auto& same = second;
    second = std::move(same);
    CHECK(db.statements_in_use() <= 1);
}

TEST_CASE("a statement may outlive its connection, moved or destroyed") {
    auto db = std::make_unique<connection>(":memory:");
    db->execute(
        "CREATE TABLE kept(value); INSERT INTO kept VALUES (1), (2); BEGIN; INSERT INTO kept VALUES (3)");
    auto use = db->prepared({"SELECT value FROM kept", 0, true});
    auto idle = db->prepared({"SELECT 1", 1, true}).step();
    CHECK(idle);
    REQUIRE(use.step());
    connection moved(std::move(*db));
    db.reset();
    REQUIRE(use.step());
    CHECK(use.current()[0].as_int64() == 2);
    {
        connection const last(std::move(moved));
    }  // closed: the open transaction is rolled back, the statement stays valid
    CHECK_FALSE(fault_of([&] { (void)use.step(); }) == error_category::usage);
}

TEST_CASE("a text holds exactly one statement") {
    connection db(":memory:");
    db.execute("CREATE TABLE kept(value)");
    auto const prepare = [&](std::string_view text) { return fault_of([&] { (void)db.prepared({text}); }); };
    CHECK(prepare("SELECT 1; DELETE FROM kept") == error_category::usage);
    CHECK(prepare("SELECT 1; nonsense") == error_category::usage);
    CHECK(prepare("SELECT 1; SELECT 2; ") == error_category::usage);
    CHECK(prepare("SELECT 1; -- note\n; SELECT 2") == error_category::usage);
    CHECK(prepare(std::string_view("SELECT 1\0; DELETE FROM kept", 27)) == error_category::usage);
    CHECK(prepare(std::string_view("SELECT 1\0", 9)) == error_category::usage);
    CHECK(prepare(std::string_view("SELECT 1; \0", 11)) == error_category::usage);
    CHECK(prepare("") == error_category::usage);
    CHECK(prepare(" -- nothing") == error_category::usage);
    CHECK(prepare("SELECT 1;") == error_category::no_result);
    CHECK(prepare("SELECT 1 ; ;; \n -- done\n /* really */ ;") == error_category::no_result);
    CHECK(prepared_statements(db) == 0);
}

TEST_CASE("a fault of the text is a syntax error with the text, at prepare") {
    connection db(":memory:");
    try {
        (void)db.prepared({"SELEKT 1", 3});
        FAIL("no error");
    } catch (dovetail::error const& fault) {
        CHECK(fault.category() == error_category::syntax);
        CHECK(fault.code() == SQLITE_ERROR);
        CHECK(std::string(fault.statement()) == "SELEKT 1");
        CHECK(std::string(fault.what())
                  .starts_with(
                      "SQLite does not accept this statement (SQLite: near \"SELEKT\": syntax error)"));
    }
    CHECK(fault_of([&] { (void)db.prepared({"SELECT * FROM nowhere"}); }) == error_category::syntax);
    CHECK(fault_of([&] { db.execute("CREATE TABLE t(a); SELECT b FROM t"); }) == error_category::syntax);
    CHECK(db.statements_in_use() == 0);
}

TEST_CASE("a quoted name that is no column is an error, not a string") {
    connection db(":memory:");
    db.execute("CREATE TABLE t(name)");
    CHECK(fault_of([&] { (void)db.prepared({"SELECT \"nmae\" FROM t"}); }) == error_category::syntax);
}

TEST_CASE("a table that disappears after the statement was prepared is a syntax error too") {
    connection db(":memory:");
    db.execute("CREATE TABLE t(a); INSERT INTO t VALUES (1)");
    constexpr statement_text query{"SELECT a FROM t", 0, true};
    CHECK(db.prepared(query).step());
    db.execute("DROP TABLE t");
    CHECK(fault_of([&] { (void)db.prepared(query).step(); }) == error_category::syntax);
    db.execute("CREATE TABLE t(z, a); INSERT INTO t VALUES (1, 2)");  // and it follows the schema
    auto use = db.prepared(query);
    REQUIRE(use.step());
    CHECK(use.current()[0].as_int64() == 2);
}

TEST_CASE("a promise to read only is checked") {
    connection db(":memory:");
    db.execute("CREATE TABLE t(a)");
    CHECK(fault_of([&] { (void)db.prepared({"DELETE FROM t", 0, true}); }) == error_category::usage);
    CHECK(fault_of([&] { (void)db.prepared({"DELETE FROM t", 0, false}); }) == error_category::no_result);
}

TEST_CASE("a statement runs again after reset, with new values") {
    connection db(":memory:");
    db.execute("CREATE TABLE t(a UNIQUE)");
    auto insert = db.prepared({"INSERT INTO t VALUES (?1)", 0});
    for (int i = 0; i < 3; ++i) {
        insert.bind(1, i);
        insert.run();
        insert.reset();
        CHECK(db.changes() == 1);
        CHECK(db.last_insert_rowid() == i + 1);
    }
    insert.bind(1, 2);
    CHECK(fault_of([&] { insert.run(); }) == error_category::unique);
    insert.bind(1, 3);  // usable at once: the failure reset it
    insert.run();
    CHECK(single(db, "SELECT count(*) FROM t") == 4);
}

TEST_CASE("execute runs several statements and stops at the first that fails") {
    connection db(":memory:");
    db.execute("");
    db.execute(" ; -- nothing\n");
    try {
        db.execute("CREATE TABLE t(a NOT NULL); INSERT INTO t VALUES (1); INSERT INTO t VALUES (NULL); "
                   "DELETE FROM t;");
        FAIL("no error");
    } catch (dovetail::error const& fault) {
        CHECK(fault.category() == error_category::not_null);
        CHECK(std::string(fault.statement()) == "INSERT INTO t VALUES (NULL);");
    }
    CHECK(single(db, "SELECT count(*) FROM t") == 1);
    CHECK(fault_of([&] { db.execute(std::string_view("SELECT 1\0", 9)); }) == error_category::usage);
    CHECK(prepared_statements(db) == 0);
}
