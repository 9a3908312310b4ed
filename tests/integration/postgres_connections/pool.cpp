// SPDX-License-Identifier: BSL-1.0
// The pool: never more connections than allowed, given in the order of asking, taken back clean whatever happened.
#include "support/models.hpp"
#include "support/suspended.hpp"

#include <thread>

using namespace dovetail_test;
using namespace std::chrono_literals;
using category = dt::error_category;

namespace {

constexpr auto backend_pid = dt::raw<"SELECT pg_backend_pid()", int>();

dt::task<int> one_transaction(Engine& engine) {
    Db db{engine};
    auto found = co_await db.execute(backend_pid);
    auto again = co_await db.execute(backend_pid);
    co_await db.commit();
    co_return found.scalar_one() == again.scalar_one() ? found.scalar_one() : -1;
}

/// The pool's one connection is as new: in no transaction, with no row of a failed one, and the same as before.
void check_clean(empty_database& base, int pid) {
    Db db{base.engine};
    CHECK(sync_wait(db.execute(backend_pid)).scalar_one() == pid);
    CHECK(sync_wait(db.execute(dt::raw<"SELECT pg_current_xact_id_if_assigned()::text", std::optional<std::string>>())).scalar_one() == std::nullopt);
    CHECK(single(db, dt::select(dt::count(roles.id))) == 3);
    sync_wait(db.commit());
    auto const numbers = base.engine.pool().statistics();
    CHECK(numbers.open == 1);
    CHECK(numbers.in_use == 0);
    CHECK(numbers.lost == 0);
}
/// Where connecting may take longer than anybody waits. Gives how often it did.
std::uint64_t execute_when_opened(Db& db, Engine& engine) {
    while (engine.pool().statistics().in_use == 0) {
        try {
            (void)sync_wait(db.execute(backend_pid));
        } catch (dt::error const& problem) {
            REQUIRE(problem.category() == category::timeout);
        }
    }
    return engine.pool().statistics().timeouts;
}
struct small_database : empty_database {
    small_database() : empty_database({.pool_size = 1, .health_check_after = {}}) {
        Db db{engine};
        sync_wait(db.create_all(tables));
        for (auto name : {"admin", "member", "guest"}) (void)db.add(NewRole{.name = name});
        sync_wait(db.commit());
        pid = sync_wait(engine.execute(backend_pid)).scalar_one();
    }
    int pid;
};

}  // namespace

TEST_CASE("no more connections than allowed, however many ask") {
    empty_database base{{.pool_size = 3}};
    std::vector<dt::task<int>> many;
    for (int i = 0; i < 40; ++i) many.push_back(one_transaction(base.engine));
    auto const pids = sync_wait(dt::when_all(std::move(many)));
    std::vector<int> distinct = pids;
    std::sort(distinct.begin(), distinct.end());
    distinct.erase(std::unique(distinct.begin(), distinct.end()), distinct.end());
    CHECK(distinct.size() <= 3);
    CHECK(distinct.front() > 0);
    auto const numbers = base.engine.pool().statistics();
    CHECK(numbers.open + numbers.opening == 3);         // the first may be done with all before the last one stands
    CHECK(numbers.opened == numbers.open);
    CHECK(numbers.timeouts == 0);
}

TEST_CASE("what a statement must not do by hand is refused, and its connection goes on") {
    small_database base;
    auto const refused = [&](auto statement, std::string const& says) -> dt::task<bool> {
        try {
            (void)co_await base.engine.execute(statement);
        } catch (dt::error const& problem) {
            CHECK(problem.category() == category::usage);
            CHECK_THAT(problem.what(), contains(says));
            co_return true;
        }
        co_return false;
    };
    auto const removing = [&]() -> dt::task<std::int64_t> {
        co_return (co_await base.engine.execute(dt::delete_from(roles).where(roles.id == 1))).row_count();
    };
    // Both on one connection: what others have on their way there is lost by none of them.
    auto const beside = [&](auto statement, std::string says) {
        auto const [is_refused, removed] = sync_wait(dt::when_all(refused(statement, std::move(says)), removing()));
        CHECK(is_refused);
        return removed;
    };
    CHECK(beside(dt::raw<"BEGIN">(), "begun and ended by a session") == 1);
    CHECK(beside(dt::raw<"START TRANSACTION READ ONLY">(), "begun and ended by a session") == 0);
    CHECK(beside(dt::raw<"COPY roles FROM STDIN">(), "copy_in()") == 0);
    CHECK(beside(dt::raw<"COPY (SELECT 1) TO STDOUT WITH (FORMAT csv)">(), "stream()") == 0);
    Db db{base.engine};
    CHECK(sync_wait(db.execute(backend_pid)).scalar_one() == base.pid);
    CHECK(failure(db.execute(dt::raw<"COPY roles (name) FROM STDIN">())).category() == category::usage);
    (void)db.add(NewRole{.name = "after it"});
    sync_wait(db.commit());
    CHECK(single(db, dt::select(dt::count(roles.id))) == 3);
}

TEST_CASE("a COPY by hand in a text that only the server can read gives its connection up") {
    small_database base;
    Db db{base.engine};
    auto const problem = failure(db.execute(dt::raw<R"(COPY (SELECT E'\'(') TO STDOUT)">()));
    CHECK(problem.category() == category::usage);
    CHECK_THAT(problem.what(), contains("COPY is not for statements; the connection was closed"));
    CHECK_FALSE(db.in_transaction());
    CHECK(sync_wait(db.execute(backend_pid)).scalar_one() != base.pid);
}

TEST_CASE("who asks first is served first") {
    empty_database base{{.pool_size = 1}};
    std::vector<int> order;
    auto const ask = [&](int who) -> dt::task<void> {
        Db db{base.engine};
        (void)co_await db.execute(backend_pid);
        order.push_back(who);
        co_await db.commit();
    };
    auto const ask_shared = [&](int who) -> dt::task<void> {
        (void)co_await base.engine.execute(backend_pid);
        order.push_back(who);
    };
    Db holder{base.engine};
    (void)sync_wait(holder.execute(backend_pid));
    auto const release = [&]() -> dt::task<void> {
        CHECK(base.engine.pool().statistics().waiting == 6);
        CHECK(base.engine.pool().statistics().in_use == 1);
        co_await holder.commit();
    };
    std::vector<dt::task<void>> all;
    for (int who : {1, 2, 3}) all.push_back(ask(who));
    all.push_back(ask_shared(4));
    for (int who : {5, 6}) all.push_back(ask(who));
    all.push_back(release());
    (void)sync_wait(dt::when_all(std::move(all)));
    CHECK(order == std::vector{1, 2, 3, 4, 5, 6});
    CHECK(base.engine.pool().statistics().opened == 1);
}

TEST_CASE("a statement of the engine's that waited is no part of the session that comes next") {
    small_database base;
    auto const change = [&]() -> dt::task<void> {
        (void)co_await base.engine.execute(dt::update(roles).set(roles.name = "changed").where(roles.id == 1));
    };
    auto const keep_waiting = [&]() -> dt::task<void> {
        {
            Db first{base.engine};
            do (void)co_await first.execute(backend_pid);
            while (base.engine.pool().statistics().waiting == 0);
        }
        Db second{base.engine};         // asks before who waited is back
        (void)co_await second.execute(backend_pid);
        (void)co_await second.execute(backend_pid);
        co_await second.rollback();
    };
    sync_wait(dt::when_all(keep_waiting(), change()));
    CHECK(sync_wait(base.engine.execute(dt::select(roles.name).where(roles.id == 1))).scalar_one() == "changed");
}

TEST_CASE("a session that is asked to stop stops no statement of the engine's") {
    small_database base;
    server_execute("SELECT pg_advisory_lock(7)");
    std::stop_source stop;
    auto const lock = [&]() -> dt::task<void> { (void)co_await base.engine.execute(dt::raw<"SELECT pg_advisory_xact_lock(7)">()); };
    auto const be_stopped = [&]() -> dt::task<category> {
        auto told = category::other;
        Db db{base.engine};
        db.stop_with(stop.get_token());
        try {
            (void)co_await db.execute(backend_pid);
        } catch (dt::error const& problem) {
            told = problem.category();
        }
        server_execute("SELECT pg_advisory_unlock(7)");
        co_return told;
    };
    auto const ask = [&]() -> dt::task<void> {
        stop.request_stop();
        co_return;
    };
    auto const ended = sync_wait(dt::when_all(lock(), be_stopped(), ask()));
    CHECK(std::get<1>(ended) == category::cancelled);
    check_clean(base, base.pid);
}

TEST_CASE("who waits too long is told so, and takes no connection with them") {
    empty_database base{{.pool_size = 1, .checkout_timeout = 10ms}};
    Db holder{base.engine};
    auto const early = execute_when_opened(holder, base.engine);
    Db other{base.engine};
    auto const problem = failure(other.execute(backend_pid));
    CHECK(problem.category() == category::timeout);
    CHECK_THAT(problem.what(), contains("pool_size") && contains("checkout_timeout"));
    CHECK_FALSE(other.in_transaction());
    CHECK(failure(base.engine.execute(backend_pid)).category() == category::timeout);
    auto const numbers = base.engine.pool().statistics();
    CHECK(numbers.timeouts == early + 2);
    CHECK(numbers.waiting == 0);
    CHECK(numbers.opened == 1);
    sync_wait(holder.commit());
    CHECK(sync_wait(other.execute(backend_pid)).size() == 1);
    sync_wait(other.commit());
}

TEST_CASE("a stop that another thread asks for ends the wait for a connection") {
    empty_database base{{.pool_size = 1, .checkout_timeout = {}}};
    Db holder{base.engine};
    (void)sync_wait(holder.execute(backend_pid));
    std::stop_source stop;
    Db other{base.engine};
    other.stop_with(stop.get_token());
    auto const asks = [&]() -> dt::task<void> {
        CHECK(base.engine.pool().statistics().waiting == 1);
        std::jthread([&] { stop.request_stop(); }).join();
        co_return;
    };
    auto const waits = [&]() -> dt::task<void> {
        (void)co_await other.execute(backend_pid);
    };
    std::vector<dt::task<void>> both;
    both.push_back(waits());
    both.push_back(asks());
    auto const problem = failure(dt::when_all(std::move(both)));
    CHECK(problem.category() == category::cancelled);
    CHECK_THAT(problem.what(), contains("asked to stop while it waited for a connection"));
    CHECK(base.engine.pool().statistics().waiting == 0);

    other.stop_with({});
    sync_wait(holder.commit());
    CHECK(sync_wait(other.execute(backend_pid)).size() == 1);
    sync_wait(other.commit());
}

TEST_CASE("who is dropped while waiting leaves the queue") {
    empty_database base{{.pool_size = 1}};
    Db holder{base.engine};
    (void)sync_wait(holder.execute(backend_pid));
    drop_at_once(one_transaction(base.engine));
    CHECK(base.engine.pool().statistics().waiting == 0);
    sync_wait(holder.commit());
    CHECK(sync_wait(one_transaction(base.engine)) > 0);
}

TEST_CASE("an engine and its sessions are refused on another thread") {
    empty_database base({.pool_size = 1});
    Db db{base.engine};
    constexpr auto one = dt::raw<"SELECT 1", int>();
    CHECK(sync_wait(db.execute(one)).scalar_one() == 1);
    std::jthread([&] {
        for (auto const& problem : {failure(db.execute(one)), failure(db.commit()), failure(base.engine.execute(one))}) {
            CHECK(problem.category() == category::usage);
            CHECK_THAT(problem.what(), contains("on the thread of their event loop"));
        }
    }).join();
    CHECK(sync_wait(db.execute(one)).scalar_one() == 1);        // as if nothing had been
    sync_wait(db.commit());
}

TEST_CASE("a connection comes back clean") {
    small_database base;
    auto const insert = dt::insert_into(roles).values(roles.name = "half");
    SECTION("after an exception") {
        auto const work = [&]() -> dt::task<void> {
            Db db{base.engine};
            (void)co_await db.execute(insert);
            throw std::runtime_error("stop");
        };
        CHECK_THROWS_WITH(sync_wait(work()), "stop");
    }
    SECTION("after a statement that failed") {
        Db db{base.engine};
        (void)sync_wait(db.execute(insert));
        CHECK(failure(db.execute(insert)).category() == category::unique);
    }
    SECTION("after a coroutine that was dropped between statements") {
        auto const work = [&]() -> dt::task<void> {
            Db db{base.engine};
            (void)co_await db.execute(insert);
            co_await never{};
        };
        drop_half_way(work());
    }
    SECTION("after a statement that was cancelled") {
        Db db{base.engine};
        (void)sync_wait(db.execute(insert));
        auto const sleep = [&]() -> dt::task<category> {
            try {
                (void)co_await db.execute(dt::raw<"SELECT 1 FROM pg_sleep(600)", int>());
            } catch (dt::error const& problem) {
                co_return problem.category();
            }
            co_return category::other;
        };
        auto const stop = [&]() -> dt::task<void> {
            db.cancel();
            co_return;
        };
        // The cancellation may come before the statement does, and then finds nothing to stop: once it sleeps, it does.
        auto const stop_when_asleep = [&]() -> dt::task<void> {
            while (server_value("SELECT state FROM pg_stat_activity WHERE pid = " + std::to_string(base.pid)) != "active")
                co_await dt::run_loop::current()->schedule();
            co_await stop();
        };
        auto const [ended, nothing] = sync_wait(dt::when_all(sleep(), stop_when_asleep()));
        CHECK(ended == category::cancelled);
        (void)nothing;
        CHECK(db.in_transaction());
    }
    SECTION("after streams that were dropped") {
        Db db{base.engine};
        (void)sync_wait(db.execute(insert));
        auto first = db.stream(dt::select(roles)), second = db.stream(dt::select(roles));
        CHECK(sync_wait(first.next()));
        CHECK(sync_wait(second.next()));
    }
    SECTION("after everything went well") {
        Db db{base.engine};
        (void)sync_wait(db.get(roles, 1));
        sync_wait(db.commit());
    }
    check_clean(base, base.pid);
}

TEST_CASE("what a text by hand leaves on its connection ends with its session") {
    small_database base;
    constexpr auto traces = dt::raw<R"(SELECT concat_ws(' ', current_setting('TimeZone'), current_setting('work_mem'),
        current_setting('search_path'), current_setting('default_transaction_read_only'),
        (SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND pid = pg_backend_pid()),
        (SELECT count(*) FROM pg_prepared_statements WHERE name = 'by_hand'), (SELECT count(*) FROM pg_cursors WHERE name = 'by_hand'),
        (SELECT count(*) FROM pg_class WHERE relname = 'by_hand'), (SELECT count(*) FROM pg_listening_channels())))", std::string>();
    auto const before = sync_wait(base.engine.execute(traces)).scalar_one();
    auto const leave = [&](auto... texts) {
        Db db{base.engine};
        (sync_wait(db.execute(texts)), ...);
        sync_wait(db.commit());
    };
    leave(dt::raw<"SET TIME ZONE 'Asia/Tokyo'">(), dt::raw<"set work_mem = '7MB'">(), dt::raw<"SET search_path TO pg_catalog">());
    CHECK(sync_wait(base.engine.execute(traces)).scalar_one() == before);
    leave(dt::raw<"SELECT set_config('search_path', 'pg_catalog', false)">());
    CHECK(sync_wait(base.engine.execute(traces)).scalar_one() == before);
    leave(dt::raw<"SELECT pg_advisory_lock(?)">(7), dt::raw<"PREPARE by_hand AS SELECT 1">(), dt::raw<"LISTEN by_hand">());
    CHECK(sync_wait(base.engine.execute(traces)).scalar_one() == before);
    leave(dt::raw<"CREATE TEMPORARY TABLE by_hand (i INTEGER)">(), dt::raw<"DECLARE by_hand CURSOR WITH HOLD FOR SELECT 1">());
    CHECK(sync_wait(base.engine.execute(traces)).scalar_one() == before);
    leave(dt::raw<"SET SESSION CHARACTERISTICS AS TRANSACTION READ ONLY">());
    CHECK(sync_wait(base.engine.execute(traces)).scalar_one() == before);
    leave(dt::raw<"CREATE\tTEMP\nTABLE by_hand (i INTEGER)">(), dt::raw<"SELECT set_config('search_path', 'pg_catalog', ?)">(false));
    CHECK(sync_wait(base.engine.execute(traces)).scalar_one() == before);
    leave(dt::raw<"RESET ALL">());
    CHECK(sync_wait(base.engine.execute(traces)).scalar_one() == before);
    // Nothing is prepared anew for what ends with the transaction.
    auto const prepared = [&] {
        return sync_wait(base.engine.execute(dt::raw<"SELECT string_agg(name, ' ' ORDER BY name) FROM pg_prepared_statements", std::string>())).scalar_one();
    };
    (void)prepared();
    auto const names = prepared();
    leave(dt::raw<"SET LOCAL work_mem = '7MB'">(), dt::raw<"SET CONSTRAINTS ALL DEFERRED">());
    CHECK(prepared().starts_with(names));
    check_clean(base, base.pid);
}

TEST_CASE("an idle connection that the server ended is replaced, and nobody sees it") {
    small_database base;
    CHECK(server_value("SELECT pg_terminate_backend(" + std::to_string(base.pid) + ", 10000)") == "t");
    SECTION("for a session") {
        Db db{base.engine};
        CHECK(sync_wait(db.execute(backend_pid)).scalar_one() != base.pid);
        CHECK(single(db, dt::select(dt::count(roles.id))) == 3);
        sync_wait(db.commit());
    }
    SECTION("for a statement") { CHECK(sync_wait(base.engine.execute(backend_pid)).scalar_one() != base.pid); }
    auto const numbers = base.engine.pool().statistics();
    CHECK(numbers.lost == 1);
    CHECK(numbers.opened == 2);
    CHECK(numbers.open == 1);
}

TEST_CASE("a connection that is too old, or was idle for too long, is replaced") {
    auto const is_old = GENERATE(true, false);
    empty_database base{is_old ? dt::postgres_options{.pool_size = 1, .lifetime_limit = 1ms}
                               : dt::postgres_options{.pool_size = 1, .idle_limit = 1ms}};
    auto const pid = [&] { return sync_wait(base.engine.execute(backend_pid)).scalar_one(); };
    int const first = pid();
    int next = first;
    while (next == first) {
        CHECK(server_value("SELECT 1") == "1");     // over a connection of its own, which takes longer
        next = pid();
    }
    CHECK(base.engine.pool().statistics().opened >= 2);
    CHECK(base.engine.pool().statistics().lost == 0);
    CHECK(base.engine.pool().statistics().open == 1);
    Db db{base.engine};                             // who has one keeps it
    int const mine = sync_wait(db.execute(backend_pid)).scalar_one();
    CHECK(server_value("SELECT 1 FROM pg_sleep(0.005)") == "1");
    CHECK(sync_wait(db.execute(backend_pid)).scalar_one() == mine);
    sync_wait(db.commit());
}

TEST_CASE("a connection that the server ends while it works is an error, and is replaced") {
    small_database base;
    Db db{base.engine};
    auto const guest = *sync_wait(db.get(roles, 3));
    guest->name = "changed";
    sync_wait(db.flush());
    auto const end = "SELECT pg_terminate_backend(" + std::to_string(base.pid) + ", 10000)";
    SECTION("between two statements") {
        CHECK(server_value(end) == "t");
        auto const problem = failure(db.execute(backend_pid));
        CHECK(problem.category() == category::connection);
        CHECK_THAT(problem.what(), contains("administrator") || contains("closed the connection"));
    }
    SECTION("before the commit") {
        CHECK(server_value(end) == "t");
        auto const problem = failure(db.commit());
        CHECK((problem.category() == category::outcome_unknown || problem.category() == category::connection));
    }
    SECTION("in the middle of one") {
        auto const sleep = [&]() -> dt::task<category> {
            try {
                (void)co_await db.execute(dt::raw<"SELECT 1 FROM pg_sleep(600)", int>());
            } catch (dt::error const& problem) {
                co_return problem.category();
            }
            co_return category::other;
        };
        auto const stop = [&]() -> dt::task<void> {
            CHECK(server_value(end) == "t");
            co_return;
        };
        auto const [ended, nothing] = sync_wait(dt::when_all(sleep(), stop()));
        CHECK(ended == category::connection);
        (void)nothing;
    }
    // The transaction is gone, the objects are as before it, and the session goes on over another connection.
    CHECK_FALSE(db.in_transaction());
    CHECK(guest->name == "guest");
    CHECK(sync_wait(db.execute(backend_pid)).scalar_one() != base.pid);
    guest->name = "again";
    sync_wait(db.commit());
    CHECK(single(db, dt::select(roles.name).where(roles.id == 3)) == "again");
    sync_wait(db.commit());
    CHECK(base.engine.pool().statistics().lost == 1);
    CHECK(base.engine.pool().statistics().open == 1);
}
