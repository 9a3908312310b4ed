// SPDX-License-Identifier: BSL-1.0
// Work that ends half-way: cancelled, left by an exception, dropped; and two operations at once.
#include "support/models.hpp"
#include "support/suspended.hpp"

#include <stop_token>
#include <thread>

using namespace dovetail_test;
using category = dt::error_category;

namespace {

/// Takes some seconds at least, unless it is stopped. Recursion is work for one, and fills the disk of the other.
constexpr auto endless = [] {
    if constexpr (is_postgres) return dt::raw<"SELECT 1::bigint FROM pg_sleep(600)", std::int64_t>();
    else
        return dt::raw<"WITH RECURSIVE n(i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n WHERE i < 300000000) SELECT count(*) FROM n",
                       std::int64_t>();
}();
constexpr auto endless_change = [] {
    if constexpr (is_postgres) return dt::raw<"INSERT INTO roles(name) SELECT 'x' FROM pg_sleep(600)">();
    else
        return dt::raw<"INSERT INTO roles(name) "
                       "WITH RECURSIVE n(i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n WHERE i < 300000000) SELECT i FROM n">();
}();

void check_usable(filled_database& base) {
    CHECK(open_statements(base.engine) == 0);
    Db db{base.engine};
    CHECK(names(sync_wait(db.execute(dt::select(roles).order_by(roles.id))).all()) == "admin member guest");
    auto role = db.add(NewRole{.name = "usable"});
    sync_wait(db.commit());
    sync_wait(db.remove(role));
    sync_wait(db.commit());
}

/// Stops each statement of a session soon after it begins, from another thread, while it lives.
class canceller {
public:
    explicit canceller(Db& db)
        : thread_([this, &db] {
              while (!stop_.load()) {
                  db.cancel();
                  std::this_thread::yield();
              }
          }) {}
    ~canceller() {
        stop_.store(true);
        thread_.join();
    }

private:
    std::atomic<bool> stop_{false};
    std::thread thread_;
};

}  // namespace

TEST_CASE("a statement that is cancelled while it reads") {
    filled_database base;
    Db db{base.engine};
    (void)sync_wait(db.execute(dt::insert_into(permissions).values(permissions.name = "kept")));
    {
        canceller const stopping(db);
        CHECK(failure(db.execute(endless)).category() == category::cancelled);
    }
    CHECK(db.in_transaction());
    if constexpr (goes_on_after_an_error) {
        CHECK(single(db, dt::select(dt::count(permissions.id))) == 3);
        sync_wait(db.commit());
    } else {
        CHECK(failure(db.commit()).category() == category::other);
        CHECK(single(db, dt::select(dt::count(permissions.id))) == 2);
        sync_wait(db.commit());
    }
    check_usable(base);
}

TEST_CASE("a statement that is cancelled while it writes") {
    filled_database base;
    Db db{base.engine};
    auto const guest = *sync_wait(db.get(roles, 3));
    guest->name = "changed";
    sync_wait(db.flush());
    {
        canceller const stopping(db);
        CHECK(failure(db.execute(endless_change)).category() == category::cancelled);
    }
    // SQLite has rolled back the transaction, and the objects with it; PostgreSQL waits for the word.
    CHECK(db.in_transaction() == is_postgres);
    if (is_postgres) sync_wait(db.rollback());
    CHECK(guest->name == "guest");
    sync_wait(db.commit());
    check_usable(base);
}

TEST_CASE("a cancelled statement in a transaction() that goes on as if nothing were") {
    filled_database base;
    Db db{base.engine};
    auto const work = [&](Db& tx) -> dt::task<void> {
        (void)co_await tx.execute(dt::insert_into(roles).values(roles.name = "lost"));
        {
            canceller const stopping(tx);
            auto const change = endless_change;
            try {
                (void)co_await tx.execute(change);
            } catch (dt::error const&) {
            }
        }
        (void)co_await tx.execute(dt::insert_into(roles).values(roles.name = "half"));
    };
    // On PostgreSQL the next statement fails already: "current transaction is aborted".
    CHECK(failure(db.transaction(work)).category() == (is_postgres ? category::other : category::usage));
    check_usable(base);
}

TEST_CASE("a session that heeds a stop token") {
    filled_database base;
    Db db{base.engine};
    std::stop_source stop;
    db.stop_with(stop.get_token());
    (void)sync_wait(db.execute(dt::insert_into(permissions).values(permissions.name = "lost")));
    SECTION("before a statement") {
        stop.request_stop();
        auto const failed = failure(db.execute(dt::select(roles)));
        CHECK(failed.category() == category::cancelled);
        CHECK(std::string_view(failed.what()) == "dovetail: this session was asked to stop, so it runs no further statement");
        CHECK(db.in_transaction());
    }
    SECTION("while one runs, or just before: whenever it comes") {
        for (int round = 0; round < 20; ++round) {
            std::stop_source each;
            db.stop_with(each.get_token());
            {
                std::jthread const stopping([&] { each.request_stop(); });
                CHECK(failure(db.execute(endless)).category() == category::cancelled);
            }
            sync_wait(db.rollback());
            CHECK(failure(db.execute(dt::select(roles))).category() == category::cancelled);
            sync_wait(db.rollback());
        }
    }
    SECTION("before the commit") {
        stop.request_stop();
        CHECK(failure(db.commit()).category() == category::cancelled);
    }
    SECTION("inside a transaction()") {
        sync_wait(db.rollback());
        auto const work = [&](Db& tx) -> dt::task<void> {
            (void)co_await tx.execute(dt::insert_into(permissions).values(permissions.name = "lost"));
            stop.request_stop();
        };
        CHECK(failure(db.transaction(work)).category() == category::cancelled);
        CHECK(!db.in_transaction());
    }
    SECTION("that was asked before the session knew of it, and with changes to write") {
        std::stop_source earlier;
        earlier.request_stop();
        db.stop_with(earlier.get_token());
        auto role = db.add(NewRole{.name = "lost"});
        CHECK(failure(db.commit()).category() == category::cancelled);
        CHECK(!role.is_persistent());
    }
    sync_wait(db.rollback());
    db.stop_with({});
    CHECK(single(db, dt::select(dt::count(permissions.id))) == 2);
    sync_wait(db.commit());
    check_usable(base);
}

TEST_CASE("a stream that is dropped half-way") {
    filled_database base;
    Db db{base.engine};
    SECTION("in a session") {
        {
            auto stream = db.stream(dt::select(users));
            CHECK(sync_wait(stream.next()));
        }
        sync_wait(db.commit());
    }
    SECTION("and the session with it") {
        Db other{base.engine};
        auto stream = other.stream(dt::select(users));
        CHECK(sync_wait(stream.next()));
    }
    SECTION("of the engine") {
        auto stream = base.engine.stream(dt::select(users));
        CHECK(sync_wait(stream.next()));
    }
    SECTION("by an exception") {
        auto const read = [](Db& from) -> dt::task<void> {
            auto stream = from.stream(dt::select(users));
            while (co_await stream.next()) throw std::runtime_error("enough");
        };
        CHECK_THROWS_WITH(sync_wait(read(db)), "enough");
        sync_wait(db.rollback());
    }
    SECTION("by a coroutine that is dropped") {
        auto const read = [](Db& from) -> dt::task<void> {
            auto stream = from.stream(dt::select(users));
            (void)co_await stream.next();
            co_await never{};
        };
        drop_half_way(read(db));
        sync_wait(db.rollback());
    }
    SECTION("never begun") {
        auto stream = db.stream(dt::select(users));
        CHECK_FALSE(db.in_transaction());
    }
    check_usable(base);
}

TEST_CASE("a session that is dropped with its coroutine") {
    filled_database base;
    auto const work = [](Engine& engine) -> dt::task<void> {
        Db db{engine};
        auto guest = co_await db.get(roles, 3);
        (*guest)->name = "half";
        co_await db.flush();
        (void)co_await db.execute(dt::insert_into(roles).values(roles.name = "half too"));
        co_await never{};
    };
    drop_half_way(work(base.engine));
    check_usable(base);
}

TEST_CASE("an exception between two statements") {
    filled_database base;
    auto const work = [](Engine& engine) -> dt::task<void> {
        Db db{engine};
        (void)co_await db.execute(dt::insert_into(roles).values(roles.name = "half"));
        throw std::runtime_error("stop");
    };
    CHECK_THROWS_WITH(sync_wait(work(base.engine)), "stop");
    check_usable(base);
}

TEST_CASE("a second operation while one is running is refused") {
    filled_database base;
    Db db{base.engine};
    std::vector<category> found;
    db.on_statement([&](dt::statement_event const& event) {
        if (event.is_control) return;
        auto const second = [&]() -> dt::task<void> {
            try {
                (void)co_await db.execute(dt::select(users));
            } catch (dt::error const& problem) {
                found.push_back(problem.category());
            }
        };
        auto task = second();
        dt::join_point end(1);
        end.set_parent(std::noop_coroutine());
        task.start(end);
    });
    (void)sync_wait(db.execute(dt::select(roles)));
    CHECK(found == std::vector{category::usage});
    (void)sync_wait(db.get(users, 1));
    CHECK(found.size() == 2);
    db.on_statement({});
    CHECK(sync_wait(db.execute(dt::select(users))).size() == 3);
    sync_wait(db.commit());
    check_usable(base);
}

TEST_CASE("an operation that is never awaited does nothing") {
    filled_database base;
    Db db{base.engine};
    {
        auto const never_sent = db.execute(dt::delete_from(comments).all_rows());
        (void)never_sent;
    }
    CHECK(db.statement_count() == 0);
    check_usable(base);
}
