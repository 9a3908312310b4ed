// SPDX-License-Identifier: BSL-1.0
// PostgreSQL in the coroutines of Boost.Asio, over an io_context that they share with everything else.
#include "support/catch.hpp"
#include "support/postgres_server.hpp"

#include <dovetail/asio.hpp>
#include <dovetail/postgres.hpp>

#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>

#include <atomic>
#include <string>
#include <thread>
#include <vector>

namespace dt = dovetail;
namespace asio = boost::asio;
using dovetail_test::emptied_database;

namespace {

template <class View>
struct NoteModel {
    static constexpr dt::table_name table = "notes";
    dt::column<View, "id", dt::integer, dt::primary_key> id;
    dt::column<View, "title", dt::string<50>, dt::unique> title;
};
inline constexpr dt::table<NoteModel> notes;
inline constexpr dt::metadata tables{notes};
using NewNote = dt::new_row<NoteModel>;
using Engine = dt::engine<dt::postgres>;
using Db = dt::session<dt::postgres>;

dt::task<void> fill(Engine& engine, int count) {
    Db db{engine};
    co_await db.create_all(tables);
    std::vector<NewNote> rows;
    for (int i = 1; i <= count; ++i) rows.push_back(NewNote{.title = "note " + std::to_string(i)});
    co_await db.execute(dt::insert_into(notes).values(rows));
    co_await db.commit();
}
dt::task<std::string> title_of(Engine& engine, int id) {
    auto found = co_await engine.execute(dt::select(notes.title).where(notes.id == id));
    co_return found.scalar_one();
}
dt::task<std::int64_t> count(Engine& engine) {
    auto found = co_await engine.execute(dt::select(dt::count(notes.id)));
    co_return found.scalar_one();
}
dt::task<int> add(Engine& engine, std::string title) {
    Db db{engine};
    auto note = db.add(NewNote{.title = std::move(title)});
    co_await db.commit();
    co_return note->id;
}
/// Adds a note, then waits for a lock of the server's, and would commit.
dt::task<void> add_behind_lock(Engine& engine) {
    Db db{engine};
    (void)db.add(NewNote{.title = "behind"});
    co_await db.flush();
    co_await db.execute(dt::raw<"SELECT pg_advisory_xact_lock(7)">());
    co_await db.commit();
}

struct fixture {
    asio::io_context io;
    Engine engine{emptied_database(), {.loop = std::make_shared<dt::asio_loop>(io.get_executor())}};

    template <class F>
    void run(F const& coroutine) {
        std::exception_ptr failure;
        asio::co_spawn(io, coroutine, [&](std::exception_ptr thrown) { failure = thrown; });
        io.restart();
        io.run();               // idle connections do not keep it from its end
        if (failure) std::rethrow_exception(failure);
    }
    ~fixture() {
        CHECK(engine.pool().statistics().in_use == 0);
        CHECK(engine.pool().statistics().waiting == 0);
    }
};

}  // namespace

TEST_CASE_METHOD(fixture, "PostgreSQL and Asio: units of work, statements and errors") {
    run([&]() -> asio::awaitable<void> {
        co_await dt::as_awaitable(fill(engine, 10));
        int const id = co_await dt::as_awaitable(add(engine, "another"));
        CHECK(id == 11);
        auto const found = co_await dt::as_awaitable(engine.execute(dt::select(notes).where(notes.title == "another")));
        CHECK(found.size() == 1);
        try {
            (void)co_await dt::as_awaitable(add(engine, "another"));
            FAIL("no error");
        } catch (dt::error const& failure) {
            CHECK(failure.category() == dt::error_category::unique);
        }
        auto const all = co_await dt::as_awaitable(count(engine));
        CHECK(all == 11);
    });
}

TEST_CASE_METHOD(fixture, "PostgreSQL and Asio: many coroutines share the connections, and the thread") {
    run([&]() -> asio::awaitable<void> { co_await dt::as_awaitable(fill(engine, 64)); });
    int done = 0;
    for (int i = 1; i <= 64; ++i)
        asio::co_spawn(io, [&, i]() -> asio::awaitable<void> {
            for (int k = 0; k < 5; ++k) {
                auto const title = co_await dt::as_awaitable(title_of(engine, i));
                CHECK(title == "note " + std::to_string(i));
            }
            ++done;
        }, asio::detached);
    for (int i = 1; i <= 16; ++i)
        asio::co_spawn(io, [&, i]() -> asio::awaitable<void> {
            (void)co_await dt::as_awaitable(add(engine, "added " + std::to_string(i)));
            ++done;
        }, asio::detached);
    io.restart();
    io.run();
    CHECK(done == 80);
    CHECK(engine.pool().statistics().open <= 4);
    run([&]() -> asio::awaitable<void> {
        auto const all = co_await dt::as_awaitable(count(engine));
        CHECK(all == 80);
    });
}

TEST_CASE_METHOD(fixture, "PostgreSQL and Asio: a cancelled unit of work leaves nothing behind") {
    run([&]() -> asio::awaitable<void> { co_await dt::as_awaitable(fill(engine, 3)); });
    dovetail_test::server_execute("SELECT pg_advisory_lock(7)");
    asio::cancellation_signal stop;
    std::exception_ptr failure;
    bool is_over = false;
    asio::co_spawn(io, [&]() -> asio::awaitable<void> { co_await dt::as_awaitable(add_behind_lock(engine)); },
                   asio::bind_cancellation_slot(stop.slot(), [&](std::exception_ptr thrown) {
                       failure = thrown;
                       is_over = true;
                   }));
    auto const is_waiting = [] {
        return dovetail_test::server_value("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted "
                                           "AND database = (SELECT oid FROM pg_database WHERE datname = current_database())") == "1";
    };
    auto const run_until = [&](auto const& condition) {
        while (!condition()) {
            io.restart();           // it may have come to its end
            io.poll();
        }
    };
    run_until(is_waiting);
    stop.emit(asio::cancellation_type::terminal);
    run_until([&] { return is_over; });
    CHECK_THROWS_AS(std::rethrow_exception(failure), boost::system::system_error);

    // Others go on while the server still waits for the lock.
    std::int64_t all = 0;
    asio::co_spawn(io, [&]() -> asio::awaitable<void> { all = co_await dt::as_awaitable(count(engine)); }, asio::detached);
    run_until([&] { return all != 0; });
    CHECK(all == 3);
    dovetail_test::server_execute("SELECT pg_advisory_unlock(7)");
    io.restart();
    io.run();
    run([&]() -> asio::awaitable<void> {
        all = co_await dt::as_awaitable(count(engine));
        CHECK(all == 3);
    });
}

TEST_CASE("PostgreSQL and Asio: time limits are kept by Asio's timers") {
    asio::io_context io;
    dt::postgres_options how;
    how.pool_size = 1;
    how.checkout_timeout = std::chrono::milliseconds(1);
    how.loop = std::make_shared<dt::asio_loop>(io.get_executor());
    Engine engine{emptied_database(), how};
    auto const in_vain = [&]() -> dt::task<dt::error_category> {
        Db first{engine}, second{engine};
        while (engine.pool().statistics().in_use == 0) {
            try {
                co_await first.execute(dt::raw<"SELECT 1">());
            } catch (dt::error const& failure) {
                CHECK(failure.category() == dt::error_category::timeout);       // connecting may take longer
            }
        }
        try {
            co_await second.execute(dt::raw<"SELECT 1">());
        } catch (dt::error const& failure) {
            co_return failure.category();
        }
        co_return dt::error_category::other;
    };
    bool reached = false;
    asio::co_spawn(io, [&]() -> asio::awaitable<void> {
        auto const category = co_await dt::as_awaitable(in_vain());
        CHECK(category == dt::error_category::timeout);
        reached = true;
    }, asio::detached);
    io.run();
    CHECK(reached);
}

TEST_CASE("PostgreSQL and Asio: an engine on a strand serves all threads of an io_context") {
    asio::io_context io;
    auto const strand = asio::make_strand(io);
    Engine engine{emptied_database(), {.loop = std::make_shared<dt::asio_loop>(strand)}};
    std::atomic<int> done = 0;
    asio::co_spawn(io, [&]() -> asio::awaitable<void> {
        co_await dt::as_awaitable(strand, fill(engine, 8));
        for (int i = 0; i < 32; ++i)
            asio::co_spawn(io, [&, i]() -> asio::awaitable<void> {
                int const id = co_await dt::as_awaitable(strand, add(engine, "of " + std::to_string(i)));
                auto const title = co_await dt::as_awaitable(strand, title_of(engine, id));
                done += title == "of " + std::to_string(i);
            }, asio::detached);
    }, asio::detached);
    {
        std::vector<std::jthread> threads;
        for (int i = 0; i < 3; ++i) threads.emplace_back([&] { io.run(); });
    }
    CHECK(done == 32);
}

TEST_CASE("a name is looked up, and a statement cancelled, while the io_context goes on") {
    asio::io_context io;
    Engine engine{dovetail_test::url_with("127.0.0.1", "localhost"), {.pool_size = 2, .loop = std::make_shared<dt::asio_loop>(io.get_executor())}};
    Db owner{engine}, waiting{engine};
    auto const take_lock = dt::raw<"SELECT 1 FROM (SELECT pg_advisory_xact_lock(7)) AS waited", int>();
    std::optional<dt::error_category> outcome;
    auto const wait = [&]() -> asio::awaitable<void> {
        auto attempt = [&]() -> dt::task<void> {
            (void)co_await owner.execute(take_lock);
            try {
                (void)co_await waiting.execute(take_lock);
            } catch (dt::error const& problem) {
                outcome = problem.category();
            }
            co_await waiting.rollback();
            co_await owner.rollback();
        };
        co_await dt::as_awaitable(attempt());
    };
    auto const stop = [&]() -> asio::awaitable<void> {
        while (dovetail_test::server_value("SELECT count(*) FROM pg_locks WHERE NOT granted AND locktype = 'advisory' AND "
                                           "database = (SELECT oid FROM pg_database WHERE datname = current_database())") == "0")
            co_await asio::post(io, asio::use_awaitable);
        waiting.cancel();
    };
    asio::co_spawn(io, wait, asio::detached);
    asio::co_spawn(io, stop, asio::detached);
    io.run();
    CHECK(outcome == dt::error_category::cancelled);
}

TEST_CASE_METHOD(fixture, "PostgreSQL and Asio: an engine whose loop nobody runs is refused") {
    auto const refused = [](auto const& work) {
        try {
            work();
        } catch (dt::error const& problem) {
            CHECK(problem.category() == dt::error_category::usage);
            return std::string(problem.what());
        }
        return std::string();
    };
    Engine of_sync_wait{emptied_database()};
    CHECK(refused([&] { run([&]() -> asio::awaitable<void> { (void)co_await dt::as_awaitable(count(of_sync_wait)); }); })
              .starts_with("dovetail: an io_context does not run the event loop of this engine"));
    std::string inside;
    asio::post(io, [&] { inside = refused([&] { (void)dt::sync_wait(count(engine)); }); });
    io.restart();
    io.run();
    CHECK(inside.starts_with("dovetail: sync_wait() does not run the event loop"));
}
