// SPDX-License-Identifier: BSL-1.0
// What goes wrong beneath a connection that stands: prepared forms that are gone, a BEGIN that is refused, a connection that
// dies under those who share it while a session waits for it, more who wait than a process has files.
#include "proxy.hpp"
#include "server.hpp"

#include <sys/resource.h>

using namespace dovetail_test;
using category = dt::error_category;

namespace {

template <class View>
struct MarkModel {
    static constexpr dt::table_name table = "marks";
    dt::column<View, "id", dt::integer, dt::primary_key> id;
};
inline constexpr dt::table<MarkModel> marks;

constexpr auto one = dt::raw<"SELECT 1", int>();
constexpr auto sleep_long = dt::raw<"SELECT 1 FROM pg_sleep(600)", int>();
constexpr auto find_name = dt::raw<"SELECT name FROM shapes WHERE id = ?", std::string>(1);
constexpr auto count_marks = dt::raw<"SELECT count(*) FROM marks", std::int64_t>();

struct shapes_database : empty_database {
    shapes_database() : empty_database({.pool_size = 1}) {
        server_execute("CREATE TABLE shapes (id integer PRIMARY KEY, name text); INSERT INTO shapes VALUES (1, 'round'); "
                       "CREATE TABLE marks (id integer PRIMARY KEY)");
        // Prepared, and used.
        for (int i = 0; i < 2; ++i) CHECK(name() == "round");
    }
    std::string name() { return sync_wait(engine.execute(find_name)).scalar_one(); }
};

}  // namespace

TEST_CASE("a statement whose prepared form does not fit any more is prepared again") {
    shapes_database base;
    for (auto const change : {"ALTER TABLE shapes ALTER COLUMN name TYPE varchar(50)", "ALTER TABLE shapes ALTER COLUMN name TYPE text",
                              "DROP TABLE shapes; CREATE TABLE shapes (name char(5), id bigint); INSERT INTO shapes VALUES ('round', 1)"}) {
        server_execute(change);
        CHECK(base.name() == "round");
    }
    for (auto const text : {"DEALLOCATE ALL", "DISCARD ALL"}) {
        execute_text(base.engine, text);
        CHECK(base.name() == "round");
        execute_text(base.engine, text);
        std::vector<dt::task<void>> all;        // several at once
        auto const ask = [&]() -> dt::task<void> {
            auto found = co_await base.engine.execute(find_name);
            CHECK(found.scalar_one() == "round");
        };
        for (int i = 0; i < 8; ++i) all.push_back(ask());
        sync_wait(dt::when_all(std::move(all)));
    }
    CHECK(base.engine.pool().statistics().opened == 1);
}

TEST_CASE("behind other statements of a transaction it is an error, once") {
    shapes_database base;
    server_execute("ALTER TABLE shapes ALTER COLUMN name TYPE varchar(50)");
    Db db{base.engine};
    CHECK(sync_wait(db.execute(one)).scalar_one() == 1);
    auto const problem = failure(db.execute(find_name));
    CHECK(problem.category() == category::serialization);
    CHECK_THAT(problem.what(), contains("cached plan"));
    sync_wait(db.rollback());
    CHECK(sync_wait(db.execute(find_name)).scalar_one() == "round");
    sync_wait(db.commit());
}

TEST_CASE("a statement does nothing when the transaction that it was to be part of is refused") {
    shapes_database base;
    fault_proxy proxy(server_port());
    Engine engine{url_with(":" + server_port() + "/", ":" + proxy.port() + "/") + "?sslmode=disable", {.pool_size = 1}};
    auto const insert = dt::raw<"INSERT INTO marks VALUES (?)">(1);
    CHECK(sync_wait(engine.execute(count_marks)).scalar_one() == 0);
    Db db{engine};
    // In 'P', its length, an empty name and a NUL: the text BEGIN, which is no statement with another first letter.
    proxy.arm({network_fault::kind::corrupt, network_fault::direction::to_server, 6});
    CHECK(failure(db.execute(insert)).category() == category::syntax);
    CHECK(proxy.has_happened());
    proxy.disarm();
    CHECK_FALSE(db.in_transaction());
    CHECK(sync_wait(db.execute(count_marks)).scalar_one() == 0);
    CHECK(sync_wait(db.execute(insert)).row_count() == 1);
    sync_wait(db.commit());
    CHECK(sync_wait(engine.execute(count_marks)).scalar_one() == 1);
    CHECK(engine.pool().statistics().opened == 1);
    // The same before what libpq sends by itself.
    proxy.arm({network_fault::kind::corrupt, network_fault::direction::to_server, 6});
    CHECK(failure(db.create_all(dt::metadata{marks})).category() == category::syntax);
    proxy.disarm();
    sync_wait(db.rollback());
    CHECK(sync_wait(db.execute(one)).scalar_one() == 1);
    sync_wait(db.commit());
}

TEST_CASE("a connection that dies under those who share it, while a session waits for it") {
    tally counts("died while shared");
    for (int round = 0; round < 20; ++round) {
        empty_database base{{.pool_size = 1}};
        CHECK(sync_wait(base.engine.execute(one)).scalar_one() == 1);
        administrator admin;
        auto const share = [&]() -> dt::task<void> {
            try {
                (void)co_await base.engine.execute(sleep_long);
            } catch (dt::error const& problem) {
                counts.add(problem.category());
            }
        };
        auto const take = [&]() -> dt::task<void> {
            Db db{base.engine};
            for (int i = 0; i < 2; ++i) {
                try {
                    (void)co_await db.execute(one);
                } catch (dt::error const& problem) {
                    counts.add(problem.category());
                }
                if (i == 0 && round % 2) co_await db.rollback();
            }
        };
        auto const listen = [&]() -> dt::task<void> {
            dt::notifications all(base.engine, "nothing");
            try {
                (void)co_await all.next();
            } catch (dt::error const& problem) {
                counts.add(problem.category());
            }
        };
        bool const listens = round % 3 == 2;
        auto const kill = [&]() -> dt::task<void> {
            while (admin.sessions("state = 'active'") == 0) co_await dt::run_loop::current()->schedule();
            CHECK(admin.end_a_session());
            if (!listens) co_return;            // who waited to listen does so on the next connection
            while (admin.sessions("query LIKE 'LISTEN%' AND state = 'idle'") == 0) co_await dt::run_loop::current()->schedule();
            CHECK(admin.end_a_session());
        };
        std::vector<dt::task<void>> all;
        for (int i = 0; i < 3; ++i) all.push_back(share());
        all.push_back(listens ? listen() : take());
        all.push_back(kill());
        sync_wait(dt::when_all(std::move(all)));
        CHECK(base.engine.pool().statistics().in_use == 0);
        CHECK(sync_wait(base.engine.execute(one)).scalar_one() == 1);
    }
    CHECK(counts[category::connection] == 66);          // three that share in each of 20 rounds, and who listens in six
}

TEST_CASE("a session that listened gives back a connection that does not") {
    empty_database base{{.pool_size = 1}};
    Db db{base.engine};
    (void)sync_wait(db.execute(dt::raw<"LISTEN something">()));
    sync_wait(db.commit());
    CHECK(sync_wait(base.engine.execute(dt::raw<"SELECT count(*) FROM pg_listening_channels()", std::int64_t>())).scalar_one() == 0);
    CHECK(base.engine.pool().statistics().opened == 1);
}

TEST_CASE("more coroutines may wait for a connection than the process may open files") {
    empty_database base{{.pool_size = 2}};
    rlimit before{};
    REQUIRE(::getrlimit(RLIMIT_NOFILE, &before) == 0);
    rlimit few = before;
    few.rlim_cur = 64;
    REQUIRE(::setrlimit(RLIMIT_NOFILE, &few) == 0);
    int done = 0;
    auto const work = [&]() -> dt::task<void> {
        Db db{base.engine};
        (void)co_await db.execute(one);
        co_await db.commit();
        ++done;
    };
    std::vector<dt::task<void>> all;
    for (int i = 0; i < 500; ++i) all.push_back(work());
    sync_wait(dt::when_all(std::move(all)));
    CHECK(::setrlimit(RLIMIT_NOFILE, &before) == 0);
    CHECK(done == 500);
    CHECK(base.engine.pool().statistics().timeouts == 0);
}
