// SPDX-License-Identifier: BSL-1.0
// LISTEN, NOTIFY and advisory locks.
#include "support/models.hpp"

using namespace dovetail_test;

TEST_CASE("what is notified is heard once it is committed, in its order") {
    empty_database base;
    std::vector<std::string> heard;
    auto hear = [&]() -> dt::task<void> {
        auto all = dt::listen(base.engine, "jobs \"1\"");
        while (auto next = co_await all.next()) {
            CHECK(next->channel == "jobs \"1\"");
            CHECK(next->sender != 0);
            if (next->payload == "ready?") continue;
            heard.push_back(next->payload);
            if (next->payload == "last") break;
        }
    };
    // Listening begins some time: so ask until somebody does.
    auto say = [&]() -> dt::task<void> {
        auto const listeners = dt::raw<"SELECT count(*) FROM pg_stat_activity WHERE query LIKE 'LISTEN%' AND state = 'idle' AND "
                                       "datname = current_database()", std::int64_t>();
        for (;;) {
            Db db{base.engine};
            auto const number = co_await db.scalar(listeners);
            if (*number > 0) break;
        }
        Db db{base.engine};
        co_await dt::notify(db, "jobs \"1\"", "never");
        co_await db.rollback();
        for (auto text : {"first", "", "last"}) {
            co_await dt::notify(db, "jobs \"1\"", text);
            co_await db.commit();
        }
    };
    auto both = [&]() -> dt::task<void> {
        std::vector<dt::task<void>> all;
        all.push_back(hear());
        all.push_back(say());
        co_await dt::when_all(std::move(all));
    };
    sync_wait(both());
    CHECK(heard == std::vector<std::string>{"first", "", "last"});
}

TEST_CASE("a channel without a name, or with one that PostgreSQL would cut off, is refused") {
    empty_database base;
    for (std::string const& name : {std::string(), std::string(64, 'x'), std::string("jobs\0", 5)}) {
        auto heard = dt::listen(base.engine, name);
        CHECK(failure(heard.next()).category() == dt::error_category::usage);
    }
    CHECK(base.engine.pool().statistics().opened == 0);
}

TEST_CASE("an advisory lock is held until the transaction ends") {
    empty_database base;
    Db first{base.engine}, second{base.engine};
    sync_wait(dt::advisory_lock(first, 42));
    CHECK_FALSE(sync_wait(dt::try_advisory_lock(second, 42)));
    CHECK(sync_wait(dt::try_advisory_lock(second, 43)));
    sync_wait(first.commit());
    CHECK(sync_wait(dt::try_advisory_lock(second, 42)));
    sync_wait(second.rollback());
}
