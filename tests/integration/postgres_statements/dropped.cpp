// SPDX-License-Identifier: BSL-1.0
// Coroutines that are destroyed while the server works for them: it stops, and the pool goes on without them.
#include "support/models.hpp"
#include "support/suspended.hpp"

using namespace dovetail_test;
using category = dt::error_category;

namespace {

constexpr auto sleep_long = dt::raw<"SELECT 1 FROM pg_sleep(600)", int>();
constexpr auto backend_pid = dt::raw<"SELECT pg_backend_pid()", int>();

struct small_database : empty_database {
    small_database() : empty_database({.pool_size = 1}) {
        Db db{engine};
        sync_wait(db.create_all(tables));
        for (auto name : {"admin", "member", "guest"}) (void)db.add(NewRole{.name = name});
        sync_wait(db.commit());
    }
};
dt::task<void> sleep_in(Db& db) { (void)co_await db.execute(sleep_long); }

/// Until no connection but our own works in the database; the time limit of the test ends it otherwise.
void wait_until_server_is_quiet() {
    while (server_value("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid() "
                        "AND backend_type = 'client backend' AND state <> 'idle'") != "0") {
    }
}
void check_usable(small_database& base) {
    Db db{base.engine};
    CHECK(single(db, dt::select(dt::count(roles.id))) == 3);
    sync_wait(db.commit());
    CHECK(base.engine.pool().statistics().open == 1);
    CHECK(base.engine.pool().statistics().in_use == 0);
    wait_until_server_is_quiet();
}

}  // namespace

TEST_CASE("a session's statement that is dropped with its session") {
    small_database base;
    {
        Db db{base.engine};
        (void)sync_wait(db.execute(dt::insert_into(roles).values(roles.name = "half")));
        drop_at_once(sleep_in(db));
    }
    check_usable(base);
}

TEST_CASE("a session may roll back after its statement was dropped, and go on") {
    small_database base;
    Db db{base.engine};
    auto const guest = *sync_wait(db.get(roles, 3));
    guest->name = "half";
    sync_wait(db.flush());
    drop_at_once(sleep_in(db));
    CHECK(db.in_transaction());
    sync_wait(db.rollback());           // stops it, and does not wait for it
    CHECK(base.engine.pool().statistics().lost == 0);
    CHECK(guest->name == "guest");
    CHECK(single(db, dt::select(roles.name).where(roles.id == 3)) == "guest");
    sync_wait(db.commit());
    CHECK(base.engine.pool().statistics().opened == 1);
    check_usable(base);
}

TEST_CASE("so may one whose copy was dropped as it began") {
    small_database base;
    Db db{base.engine};
    CHECK(single(db, dt::select(dt::count(roles.id))) == 3);
    auto const copy = [](Db& of) -> dt::task<void> {
        std::vector<NewRole> const rows{{.name = "copied"}};
        (void)co_await of.copy_in(roles, rows);
    };
    drop_at_once(copy(db));
    sync_wait(db.rollback());
    CHECK(single(db, dt::select(dt::count(roles.id))) == 3);
    sync_wait(db.commit());
    check_usable(base);
}

TEST_CASE("a coroutine that owns its session") {
    small_database base;
    auto const work = [](Engine& engine) -> dt::task<void> {
        Db db{engine};
        (void)co_await db.execute(sleep_long);
    };
    drop_at_once(work(base.engine));            // while it begins
    check_usable(base);
}

TEST_CASE("a transaction() that is dropped in the middle of a statement") {
    small_database base;
    Db db{base.engine};
    (void)sync_wait(db.execute(backend_pid));
    auto const work = [](Db& tx) -> dt::task<void> {
        (void)co_await tx.execute(sleep_long);
    };
    drop_at_once(db.transaction(work));
    CHECK_FALSE(db.in_transaction());
    check_usable(base);
}

TEST_CASE("a connection that is dropped while it is opened") {
    empty_database base{{.pool_size = 1}};
    auto const work = [](Engine& engine) -> dt::task<void> { (void)co_await engine.execute(backend_pid); };
    for (int i = 0; i < 3; ++i) drop_at_once(work(base.engine));
    CHECK(base.engine.pool().statistics().open == 0);
    CHECK(sync_wait(base.engine.execute(backend_pid)).size() == 1);
}

TEST_CASE("a commit that is dropped") {
    small_database base;
    {
        Db db{base.engine};
        (void)sync_wait(db.execute(dt::insert_into(roles).values(roles.name = "maybe")));
        auto const commit = [&]() -> dt::task<void> { co_await db.commit(); };
        drop_at_once(commit());
    }
    // It was on its way: what it does is done, and the connection serves the next one.
    Db db{base.engine};
    auto const count = single(db, dt::select(dt::count(roles.id)));
    CHECK((count == 3 || count == 4));
    sync_wait(db.commit());
}

TEST_CASE("streams that are dropped half-way, by coroutines that wait for a row") {
    small_database base;
    static constexpr auto slow = dt::raw<"SELECT i FROM generate_series(1, 300) i WHERE i < 257 OR pg_sleep(600) IS NOT NULL", int>();
    auto const read = [](Db& db) -> dt::task<void> {
        auto stream = db.stream(slow);
        while (co_await stream.next()) {
        }
    };
    {
        Db db{base.engine};
        (void)sync_wait(db.execute(backend_pid));
        drop_at_once(read(db));
    }
    check_usable(base);
    auto const read_from_engine = [](Engine& engine) -> dt::task<void> {
        auto stream = engine.stream(slow);
        while (co_await stream.next()) {
        }
    };
    drop_at_once(read_from_engine(base.engine));
    check_usable(base);
}

TEST_CASE("a stream keeps a cursor open, and no more than a part of its rows") {
    small_database base;
    constexpr auto cursors = dt::raw<"SELECT count(*) FROM pg_cursors WHERE name LIKE 'dovetail%'", std::int64_t>();
    Db db{base.engine};
    {
        auto stream = db.stream(dt::raw<"SELECT generate_series(1, 2000000000)", int>());
        for (int i = 1; i <= 1000; ++i) REQUIRE(sync_wait(stream.next()) == i);
        CHECK(sync_wait(db.execute(cursors)).scalar_one() == 1);
    }
    CHECK(sync_wait(db.execute(cursors)).scalar_one() == 0);
    auto failing = db.stream(dt::raw<"SELECT 1000 / (1000 - i) FROM generate_series(1, 2000) i", int>());
    int rows = 0;
    auto const read = [&]() -> dt::task<void> {
        while (co_await failing.next()) ++rows;
    };
    CHECK(failure(read()).category() == category::data);
    CHECK((rows > 0 && rows < 1000));
    CHECK_FALSE(sync_wait(failing.next()));
    sync_wait(db.rollback());
    check_usable(base);
}

TEST_CASE("a stream that its session's next transaction does not know") {
    small_database base;
    Db db{base.engine};
    auto stream = db.stream(dt::raw<"SELECT i FROM generate_series(1, 2000) i", int>());
    CHECK(sync_wait(stream.next()) == 1);
    sync_wait(db.rollback());
    // The connection is somebody else's now, whose transaction the stream must not disturb.
    Db other{base.engine};
    CHECK(sync_wait(other.execute(dt::insert_into(roles).values(roles.name = "kept"))).row_count() == 1);
    CHECK(failure(stream.next()).category() == category::usage);
    CHECK_FALSE(sync_wait(stream.next()));
    sync_wait(other.commit());
    CHECK(single(other, dt::select(dt::count(roles.id))) == 4);
    sync_wait(other.commit());
}
