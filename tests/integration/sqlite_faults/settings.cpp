// SPDX-License-Identifier: BSL-1.0
// How files are opened: WAL, foreign keys, waiting for locks; each can be chosen (SQLite).
#include "support/models.hpp"

#include <thread>

using namespace dovetail_test;
using std::chrono::milliseconds;

namespace {
std::string text(Engine& engine, auto const& pragma) {
    return sync_wait(engine.execute(pragma)).scalar_one();
}
std::int64_t number(Engine& engine, auto const& pragma) {
    return sync_wait(engine.execute(pragma)).scalar_one();
}
constexpr auto journal = dt::raw<"PRAGMA journal_mode", std::string>();
constexpr auto timeout = dt::raw<"PRAGMA busy_timeout", std::int64_t>();
constexpr auto keys = dt::raw<"PRAGMA foreign_keys", std::int64_t>();
constexpr auto synchronous = dt::raw<"PRAGMA synchronous", std::int64_t>();
}  // namespace

TEST_CASE("a file, without any choice") {
    temporary_folder folder;
    Engine engine{folder.file("a.db")};
    CHECK(text(engine, journal) == "wal");
    CHECK(number(engine, timeout) == 5000);
    CHECK(number(engine, keys) == 1);
    CHECK(number(engine, synchronous) == 2);
}

TEST_CASE("everything chosen") {
    temporary_folder folder;
    using options = dt::sqlite_options;
    Engine engine{folder.file("a.db"), {.foreign_keys = false,
                                        .busy_timeout = milliseconds(123),
                                        .journal = options::journal_mode::rollback,
                                        .synchronous = options::synchronous_mode::normal}};
    CHECK(text(engine, journal) == "delete");
    CHECK(number(engine, timeout) == 123);
    CHECK(number(engine, keys) == 0);
    CHECK(number(engine, synchronous) == 1);
}

TEST_CASE("a database in memory") {
    Engine engine{":memory:"};
    CHECK(text(engine, journal) == "memory");
    CHECK(number(engine, keys) == 1);
}

TEST_CASE("sessions of one file see what others have committed, and nothing else") {
    temporary_folder folder;
    Engine engine{folder.file("a.db")};
    Db writer{engine}, reader{engine};
    sync_wait(writer.create_all(tables));
    (void)writer.add(NewRole{.name = "one"});
    sync_wait(writer.flush());
    CHECK(single(reader, dt::select(dt::count(roles.id))) == 0);
    sync_wait(writer.commit());
    CHECK(single(reader, dt::select(dt::count(roles.id))) == 0);       // still as its transaction began
    sync_wait(reader.commit());
    CHECK(single(reader, dt::select(dt::count(roles.id))) == 1);
    sync_wait(reader.commit());
    Engine again{folder.file("a.db")};
    CHECK(single(again, dt::select(dt::count(roles.id))) == 1);
}

TEST_CASE("a locked file is waited for") {
    temporary_folder folder;
    Engine engine{folder.file("a.db")};
    Db holder{engine};
    sync_wait(holder.create_all(tables));
    (void)holder.add(NewRole{.name = "held"});
    sync_wait(holder.flush());
    std::atomic<bool> began{false};
    std::thread waiting([&] {
        Engine other{folder.file("a.db")};
        Db db{other};
        began.store(true);
        auto const changed = sync_wait(db.execute(dt::insert_into(roles).values(roles.name = "waited"))).row_count();
        sync_wait(db.commit());
        if (changed != 1) std::terminate();
    });
    while (!began.load()) std::this_thread::yield();
    sync_wait(holder.commit());
    waiting.join();
    CHECK(single(engine, dt::select(dt::count(roles.id))) == 2);
}

TEST_CASE("a transaction that begins at once keeps others from writing") {
    temporary_folder folder;
    Engine engine{folder.file("a.db"), {.busy_timeout = milliseconds(0)}};
    Db first{engine, {.begin = dt::sqlite_options::begin_mode::immediate}};
    sync_wait(first.create_all(tables));
    (void)sync_wait(first.execute(dt::select(roles)));
    Db second{engine};
    CHECK(failure(second.execute(dt::insert_into(roles).values(roles.name = "x"))).category() == dt::error_category::busy);
    sync_wait(second.rollback());
    CHECK(sync_wait(second.execute(dt::select(roles))).empty());
    sync_wait(second.commit());
    sync_wait(first.commit());
    CHECK(sync_wait(second.execute(dt::insert_into(roles).values(roles.name = "x"))).row_count() == 1);
}

TEST_CASE("foreign keys are enforced, unless it is chosen otherwise") {
    unchecked_database base;
    base.create(tables);
    Db db{base.engine};
    CHECK(sync_wait(db.execute(dt::insert_into(users).values(users.username = "u", users.role_id = 99))).row_count() == 1);
}

TEST_CASE("a memory database's one connection") {
    filled_database base;
    Db first{base.engine};
    (void)sync_wait(first.execute(dt::select(users)));
    Db second{base.engine};
    CHECK(failure(second.execute(dt::select(users))).category() == dt::error_category::busy);
    CHECK(failure(base.engine.execute(dt::select(users))).category() == dt::error_category::busy);
    CHECK_FALSE(second.in_transaction());
    sync_wait(first.commit());
    CHECK(sync_wait(second.execute(dt::select(users))).size() == 3);
    sync_wait(second.commit());
    CHECK(open_statements(base.engine) == 0);
}
