// SPDX-License-Identifier: BSL-1.0
// Every result code has the category that the upper layers count on.
#include <dovetail/backend/sqlite/errors.hpp>

#include "support/catch.hpp"

#include <memory>
#include <new>
#include <string>

namespace {

using dovetail::error_category;
using dovetail::sqlite_backend::category_of;
using dovetail::sqlite_backend::make_error;
using dovetail::sqlite_backend::stage;

constexpr bool at_run(int code, error_category expected) {
    return category_of(code, stage::run) == expected;
}

static_assert(at_run(SQLITE_CONSTRAINT_UNIQUE, error_category::unique));
static_assert(at_run(SQLITE_CONSTRAINT_PRIMARYKEY, error_category::unique));
static_assert(at_run(SQLITE_CONSTRAINT_ROWID, error_category::unique));
static_assert(at_run(SQLITE_CONSTRAINT_FOREIGNKEY, error_category::foreign_key));
static_assert(at_run(SQLITE_CONSTRAINT_NOTNULL, error_category::not_null));
static_assert(at_run(SQLITE_CONSTRAINT_CHECK, error_category::check));
static_assert(at_run(SQLITE_CONSTRAINT_TRIGGER, error_category::check));
static_assert(at_run(SQLITE_CONSTRAINT_DATATYPE, error_category::data));
static_assert(at_run(SQLITE_CONSTRAINT_COMMITHOOK, error_category::other));
static_assert(at_run(SQLITE_BUSY, error_category::busy));
static_assert(at_run(SQLITE_BUSY_TIMEOUT, error_category::busy));
static_assert(at_run(SQLITE_BUSY_RECOVERY, error_category::busy));
static_assert(at_run(SQLITE_BUSY_SNAPSHOT, error_category::serialization));
static_assert(at_run(SQLITE_LOCKED_SHAREDCACHE, error_category::busy));
static_assert(at_run(SQLITE_READONLY_DBMOVED, error_category::read_only));
static_assert(at_run(SQLITE_FULL, error_category::full));
static_assert(at_run(SQLITE_CORRUPT_INDEX, error_category::corrupt));
static_assert(at_run(SQLITE_NOTADB, error_category::corrupt));
static_assert(at_run(SQLITE_IOERR_CORRUPTFS, error_category::corrupt));
static_assert(at_run(SQLITE_CANTOPEN_ISDIR, error_category::connection));
static_assert(at_run(SQLITE_IOERR_WRITE, error_category::connection));
static_assert(at_run(SQLITE_INTERRUPT, error_category::cancelled));
static_assert(at_run(SQLITE_ABORT_ROLLBACK, error_category::cancelled));
static_assert(at_run(SQLITE_TOOBIG, error_category::data));
static_assert(at_run(SQLITE_MISMATCH, error_category::data));
static_assert(at_run(SQLITE_RANGE, error_category::data));
static_assert(at_run(SQLITE_MISUSE, error_category::usage));
static_assert(at_run(SQLITE_ERROR, error_category::other));
static_assert(category_of(SQLITE_ERROR, stage::prepare) == error_category::syntax);

}  // namespace

TEST_CASE("an error carries category, code, statement and a sentence") {
    auto const fault = make_error(nullptr, SQLITE_FULL, "INSERT", stage::run);
    CHECK(fault.category() == error_category::full);
    CHECK(fault.code() == SQLITE_FULL);
    CHECK(std::string(fault.statement()) == "INSERT");
    CHECK(std::string(fault.what())
              .starts_with("the database or its disk is full (SQLite: database or disk is full)"));
    CHECK(std::string(make_error(nullptr, SQLITE_BUSY, nullptr, stage::run).statement()).empty());
}

TEST_CASE("a code that the connection did not store gets its own message, not an older one") {
    sqlite3* db = nullptr;
    REQUIRE(sqlite3_open_v2(":memory:", &db, SQLITE_OPEN_READWRITE, nullptr) == SQLITE_OK);
    std::unique_ptr<sqlite3, int (*)(sqlite3*)> const owned(db, sqlite3_close);
    CHECK(sqlite3_exec(db, "SELECT * FROM nowhere", nullptr, nullptr, nullptr) == SQLITE_ERROR);
    std::string const stored = make_error(db, SQLITE_ERROR, nullptr, stage::prepare).what();
    CHECK(stored.find("no such table: nowhere") != std::string::npos);
    std::string const other = make_error(db, SQLITE_BUSY, nullptr, stage::run).what();
    CHECK(other.find("nowhere") == std::string::npos);
    CHECK(other.find("database is locked") != std::string::npos);
}

TEST_CASE("no memory is std::bad_alloc") {
    CHECK_THROWS_AS((void)make_error(nullptr, SQLITE_NOMEM, nullptr, stage::run), std::bad_alloc);
    CHECK_THROWS_AS((void)make_error(nullptr, SQLITE_IOERR_NOMEM, nullptr, stage::run), std::bad_alloc);
}
