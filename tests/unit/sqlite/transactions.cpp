// SPDX-License-Identifier: BSL-1.0
// Transactions of the bare connection, and what happens to rows that are open when they end.
#include <dovetail/backend/sqlite/connection.hpp>

#include "support/catch.hpp"

#include <cstdint>
#include <string_view>

namespace {

using dovetail::error_category;
using namespace dovetail::sqlite_backend;

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

TEST_CASE("transactions begin, commit and roll back") {
    connection db(":memory:");
    db.execute("CREATE TABLE t(a)");
    CHECK_FALSE(db.in_transaction());
    for (auto const mode : {begin_mode::deferred, begin_mode::immediate, begin_mode::exclusive}) {
        db.begin(mode);
        CHECK(db.in_transaction());
        db.execute("INSERT INTO t VALUES (1)");
        CHECK(fault_of([&] { db.begin(); }) == error_category::other);  // one inside another
        CHECK(db.in_transaction());
        db.rollback();
        CHECK_FALSE(db.in_transaction());
        db.rollback();  // nothing to undo
    }
    CHECK(single(db, "SELECT count(*) FROM t") == 0);
    db.begin();
    db.execute("INSERT INTO t VALUES (1); SAVEPOINT s; INSERT INTO t VALUES (2); ROLLBACK TO s; RELEASE s");
    db.commit();
    CHECK(fault_of([&] { db.commit(); }) == error_category::other);
    CHECK(single(db, "SELECT count(*) FROM t") == 1);
    int const before = prepared_statements(db);
    db.begin();
    db.commit();
    CHECK(prepared_statements(db) == before);  // prepared once
}

TEST_CASE("a transaction ends while rows of it are still open") {
    connection db(":memory:");
    db.execute("CREATE TABLE t(a); INSERT INTO t VALUES (1), (2), (3)");
    constexpr statement_text query{"SELECT a FROM t", 0, true};
    db.begin();
    {
        auto rows = db.prepared(query);
        REQUIRE(rows.step());
        db.execute("INSERT INTO t VALUES (4)");
        db.commit();
        CHECK(rows.step());
    }
    db.begin();
    auto rows = db.prepared(query);
    REQUIRE(rows.step());
    db.execute("DELETE FROM t");
    db.rollback();
    (void)fault_of([&] { (void)rows.step(); });  // goes on or is cancelled, as SQLite sees fit; never misused
    rows.reset();
    CHECK(single(db, "SELECT count(*) FROM t") == 4);
}
