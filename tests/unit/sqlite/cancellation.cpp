// SPDX-License-Identifier: BSL-1.0
// A statement is stopped from another thread, or by a question that SQLite asks while it runs.
#include <dovetail/backend/sqlite/connection.hpp>

#include "support/catch.hpp"

#include <atomic>
#include <cstdint>
#include <stop_token>
#include <string_view>
#include <thread>

namespace {

using dovetail::error_category;
using namespace dovetail::sqlite_backend;

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

constexpr statement_text endless{
    "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n", 7, true};

/// An SQL function that says "the statement runs" and goes on when the other thread has called interrupt().
struct rendezvous {
    std::atomic<bool> running{false}, interrupted{false};

    static void meet(sqlite3_context* context, int, sqlite3_value**) {
        auto& self = *static_cast<rendezvous*>(sqlite3_user_data(context));
        self.running = true;
        self.running.notify_one();
        self.interrupted.wait(false);
        sqlite3_result_int(context, 1);
    }
};

}  // namespace

TEST_CASE("interrupt from another thread cancels the running statement") {
    connection db(":memory:");
    rendezvous point;
    REQUIRE(sqlite3_create_function(db.handle(), "meet", 0, SQLITE_UTF8, &point, rendezvous::meet, nullptr,
                                    nullptr) == SQLITE_OK);
    db.execute("CREATE TABLE t(a); INSERT INTO t VALUES (1)");
    {
        std::jthread const other([&] {
            point.running.wait(false);
            db.interrupt();
            point.interrupted = true;
            point.interrupted.notify_one();
        });
        CHECK(fault_of(db, "WITH RECURSIVE n(i) AS (SELECT meet() UNION ALL SELECT i + 1 FROM n) SELECT "
                           "count(*) FROM n") == error_category::cancelled);
    }
    CHECK(open_statements(db) == 0);
    CHECK(single(db, "SELECT count(*) FROM t") == 1);
    db.interrupt();  // nothing runs: nothing happens
    CHECK(single(db, "SELECT count(*) FROM t") == 1);
}

TEST_CASE("an interrupted write in a transaction rolls it back") {
    connection db(":memory:");
    db.execute("CREATE TABLE t(a)");
    db.begin();
    db.execute("INSERT INTO t VALUES (1)");
    db.cancel_when([](void*) { return 1; }, nullptr, 100);
    CHECK(fault_of(db, "INSERT INTO t WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT "
                       "i FROM n") == error_category::cancelled);
    db.cancel_when(nullptr);
    CHECK_FALSE(db.in_transaction());
    db.rollback();
    CHECK(single(db, "SELECT count(*) FROM t") == 0);
}

TEST_CASE("a stop token cancels, whether it was asked before the statement or while it runs") {
    connection db(":memory:");
    std::stop_source source;
    std::stop_token token = source.get_token();
    auto const asked = [](void* subject) -> int {
        return static_cast<std::stop_token*>(subject)->stop_requested();
    };
    db.cancel_when(asked, &token);
    CHECK(single(db, "SELECT 1") == 1);
    source.request_stop();
    CHECK(fault_of([&] { db.prepared(endless).run(); }) == error_category::cancelled);

    struct countdown {
        int left;
    } later{100};
    db.cancel_when([](void* subject) -> int { return --static_cast<countdown*>(subject)->left == 0; },
                   &later);
    CHECK(fault_of([&] { db.prepared(endless).run(); }) == error_category::cancelled);
    CHECK(later.left == 0);
    db.cancel_when(nullptr);
    CHECK(db.statements_in_use() == 0);
    CHECK(single(db, "SELECT 1") == 1);
}
