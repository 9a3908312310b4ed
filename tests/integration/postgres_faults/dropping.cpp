// SPDX-License-Identifier: BSL-1.0
// Coroutines that are destroyed at random points, and statements that are stopped: nothing leaks, the server stops working
// for them, and the pool goes on.
#include "server.hpp"
#include "support/suspended.hpp"

#include <random>
#include <ranges>

using namespace dovetail_test;
using namespace std::chrono_literals;
using category = dt::error_category;

namespace {

template <class View>
struct ItemModel {
    static constexpr dt::table_name table = "items";
    dt::column<View, "id", dt::integer, dt::primary_key> id;
    dt::column<View, "text", dt::text> text;
};
inline constexpr dt::table<ItemModel> items;
using NewItem = dt::new_row<ItemModel>;

constexpr auto one = dt::raw<"SELECT 1", int>();
constexpr auto sleep_long = dt::raw<"SELECT 1 FROM pg_sleep(600)", int>();
constexpr std::size_t pool_size = 4;

dt::task<void> in_session(Engine& engine) {
    Db db{engine};
    auto const insert = dt::insert_into(items).values(items.text = "dropped");
    for (int i = 0; i < 100; ++i) (void)co_await db.execute(insert);
    co_await never{};
}
dt::task<void> in_copy(Engine& engine) {
    Db db{engine};
    auto const make = [](int i) { return NewItem{.id = i, .text = std::string(200, 'x')}; };
    co_await db.copy_in(items, std::views::iota(1) | std::views::transform(make));
}
dt::task<void> in_stream(Engine& engine) {
    auto stream = engine.stream(dt::raw<"SELECT i FROM generate_series(1, 2000000000) i", int>());
    while (co_await stream.next()) {
    }
}
dt::task<void> in_batch(Engine& engine) {
    Db db{engine};
    auto const shortly = dt::raw<"SELECT 1 FROM pg_sleep(?)", int>(0.01);
    for (;;) (void)co_await db.batch(one, shortly, dt::insert_into(items).values(items.text = "dropped"), one);
}
dt::task<void> in_statement(Engine& engine) { (void)co_await engine.execute(sleep_long); }
dt::task<void> in_statements(Engine& engine) {
    for (;;) (void)co_await engine.execute(one);
}
dt::task<void> in_savepoint(Engine& engine) {
    Db db{engine};
    auto const inner = [](Db& tx) -> dt::task<void> {
        (void)tx.add(NewItem{.text = "dropped"});
        co_await tx.flush();
        (void)co_await tx.execute(sleep_long);
    };
    co_await db.begin_nested(inner);
}
dt::task<void> in_listening(Engine& engine) {
    dt::notifications all(engine, "nothing");
    (void)co_await all.next();
}

dt::task<void> open_one(Engine& engine) {
    Db db{engine};
    (void)co_await db.execute(one);
    co_await db.commit();
}

constexpr dt::task<void> (*kinds[])(Engine&) = {in_session,   in_copy,       in_stream,    in_batch,
                                                in_statement, in_statements, in_savepoint, in_listening};

/// Destroys them all after so many round trips to the server.
dt::task<void> drop_after(std::vector<dt::task<void>> work, Engine& pace, int steps) {
    noting_parent const parent;
    dt::join_point end(work.size());
    end.set_parent(parent.handle());
    for (auto& each : work) each.start(end);
    for (int i = 0; i < steps; ++i) (void)co_await pace.execute(one);
    work.clear();
}
struct items_database : empty_database {
    explicit items_database(dt::postgres_options how = {.pool_size = pool_size}) : empty_database(how) {
        Db db{engine};
        sync_wait(db.create_all(dt::metadata{items}));
    }
};

}  // namespace

TEST_CASE("coroutines that are destroyed at random points") {
    items_database base;
    Engine pace{database_url(), {.pool_size = 1}};
    tally counts("coroutines destroyed");
    std::minstd_rand random(3);
    for (int round = 0; round < 40; ++round) {
        // With all connections open, or while they are opened.
        std::vector<dt::task<void>> work;
        for (std::size_t i = 0; i < pool_size && round % 4 != 0; ++i) work.push_back(open_one(base.engine));
        sync_wait(dt::when_all(std::exchange(work, {})));
        for (int i = 0; i < 12; ++i) work.push_back(kinds[random() % std::size(kinds)](base.engine));
        counts.add("in the middle", static_cast<int>(work.size()));
        sync_wait(drop_after(std::move(work), pace, 1 << random() % 8));
        auto const numbers = base.engine.pool().statistics();
        REQUIRE(numbers.in_use == 0);
        REQUIRE(numbers.waiting == 0);
        REQUIRE(numbers.open <= pool_size);
    }
    counts.add("connections opened", static_cast<int>(base.engine.pool().statistics().opened));
    administrator().wait_for_sessions(0, "state <> 'idle'");
    CHECK(single(base.engine, dt::select(dt::count(items.id))) == 0);
    administrator().wait_for_sessions(base.engine.pool().statistics().open + 1);
}

TEST_CASE("each kind of work, destroyed at its first waits") {
    items_database base{{.pool_size = 1}};
    Engine pace{database_url(), {.pool_size = 1}};
    for (auto const kind : kinds)
        for (int const steps : {0, 1, 2, 5, 30}) {
            std::vector<dt::task<void>> work;
            work.push_back(kind(base.engine));
            work.push_back(in_statements(base.engine));     // waits for a connection, or shares it
            sync_wait(drop_after(std::move(work), pace, steps));
            CHECK(sync_wait(base.engine.execute(one)).scalar_one() == 1);
            CHECK(base.engine.pool().statistics().in_use == 0);
        }
}

TEST_CASE("a statement that is stopped ends, in the program and in the server, and the connection goes on") {
    items_database base{{.pool_size = 1}};
    administrator admin;
    tally counts("statements stopped");
    Db db{base.engine};
    for (int i = 0; i < 20; ++i) {
        (void)sync_wait(db.execute(one));
        auto const sleep = [&]() -> dt::task<void> {
            try {
                (void)co_await db.execute(sleep_long);
            } catch (dt::error const& problem) {
                counts.add(problem.category());
            }
        };
        auto const stop = [&]() -> dt::task<void> {
            while (admin.sessions("state = 'active' AND query LIKE '%pg_sleep%'") == 0) co_await dt::run_loop::current()->schedule();
            db.cancel();
        };
        sync_wait(dt::when_all(sleep(), stop()));
        CHECK(admin.sessions("state = 'active'") == 0);
        sync_wait(db.rollback());
    }
    CHECK(counts[category::cancelled] == 20);
    CHECK(base.engine.pool().statistics().opened == 1);
}

TEST_CASE("a statement that runs into its limit of time is stopped by the server") {
    items_database base{{.pool_size = 1}};          // its tables may take longer
    Engine engine{database_url(), {.pool_size = 1, .statement_timeout = 20ms}};
    administrator admin;
    for (int i = 0; i < 5; ++i) {
        CHECK(failure(engine.execute(sleep_long)).category() == category::timeout);
        CHECK(admin.sessions("state = 'active'") == 0);
        Db db{engine};
        (void)sync_wait(db.execute(one));
        CHECK(failure(db.execute(sleep_long)).category() == category::timeout);
        sync_wait(db.rollback());
        CHECK(sync_wait(db.execute(one)).scalar_one() == 1);
        sync_wait(db.commit());
    }
    CHECK(engine.pool().statistics().opened == 1);
}
