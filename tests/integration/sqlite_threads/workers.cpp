// SPDX-License-Identifier: BSL-1.0
// An engine with worker threads: statements leave the awaiting thread, one writes at a time, coroutines come home.
#include "support/catch.hpp"
#include "support/database.hpp"

#include <dovetail/sqlite.hpp>

#include <set>
#include <stdexcept>
#include <thread>

namespace dt = dovetail;

namespace {

template <class View>
struct AccountModel {
    static constexpr dt::table_name table = "accounts";
    dt::column<View, "id", dt::integer, dt::primary_key> id;
    dt::column<View, "balance", dt::bigint> balance;
};
using NewAccount = dt::new_row<AccountModel>;
constexpr dt::table<AccountModel> accounts;
constexpr dt::metadata tables{accounts};

using Engine = dt::engine<dt::sqlite>;
using Db = dt::session<dt::sqlite>;
using dovetail_test::temporary_folder;

dt::sqlite_options with_threads(unsigned count) {
    dt::sqlite_options how;
    how.threads = count;
    how.begin = dt::sqlite_options::begin_mode::immediate;
    how.synchronous = dt::sqlite_options::synchronous_mode::off;
    return how;
}

dt::task<void> make_accounts(Engine& engine, int count) {
    Db db{engine};
    co_await db.create_all(tables);
    for (int i = 0; i < count; ++i) (void)db.add(NewAccount{.balance = 100});
    co_await db.commit();
}

/// Moves money in a transaction that reads, then writes two rows. Several threads call it, and Catch2 is for one.
dt::task<void> transfer(Engine& engine, int from, int to) {
    auto const home = std::this_thread::get_id();
    Db db{engine};
    auto payer = co_await db.get(accounts, from);
    if (std::this_thread::get_id() != home) throw std::logic_error("the read went on on another thread");
    auto payee = co_await db.get(accounts, to);
    (*payer)->balance -= 1;
    (*payee)->balance += 1;
    co_await db.commit();
    if (std::this_thread::get_id() != home) throw std::logic_error("the commit went on on another thread");
}

/// A coroutine that runs from the start, and is destroyed with its owner wherever it is.
class started {
public:
    struct promise_type {
        started get_return_object() { return started(std::coroutine_handle<promise_type>::from_promise(*this)); }
        std::suspend_never initial_suspend() noexcept { return {}; }
        std::suspend_always final_suspend() noexcept { return {}; }
        void return_void() {}
        void unhandled_exception() {}       // dropped together with what was going on
    };
    started(started&& other) noexcept : coroutine_(std::exchange(other.coroutine_, nullptr)) {}
    started& operator=(started&& other) noexcept {
        std::swap(coroutine_, other.coroutine_);
        return *this;
    }
    ~started() {
        if (coroutine_) coroutine_.destroy();
    }

private:
    explicit started(std::coroutine_handle<promise_type> coroutine) : coroutine_(coroutine) {}
    std::coroutine_handle<promise_type> coroutine_;
};
started start(dt::task<void> work) { co_await std::move(work); }

dt::task<std::int64_t> total(Engine& engine) {
    auto sum = co_await engine.execute(dt::select(dt::sum(accounts.balance)));
    co_return *sum.scalar_one();
}

}  // namespace

TEST_CASE("statements run on workers and coroutines go on at home") {
    temporary_folder const folder;
    Engine engine{folder.file("accounts.db"), with_threads(2)};
    std::mutex mutex;
    std::set<std::thread::id> seen;
    engine.on_statement([&](dt::statement_event const&) {
        std::lock_guard const lock(mutex);
        seen.insert(std::this_thread::get_id());
    });
    dt::sync_wait(make_accounts(engine, 2));
    for (int i = 0; i < 4; ++i) REQUIRE(dt::sync_wait(total(engine)) == 200);
    CHECK(seen.count(std::this_thread::get_id()) == 0);
    CHECK(seen.size() == 2);
}

TEST_CASE("many transactions at once wait for the one writer, and no money is lost") {
    temporary_folder const folder;
    Engine engine{folder.file("accounts.db"), with_threads(4)};
    dt::sync_wait(make_accounts(engine, 4));
    std::vector<dt::task<void>> all;
    for (int i = 0; i < 200; ++i) all.push_back(transfer(engine, 1 + i % 4, 1 + (i + 1) % 4));
    dt::sync_wait(dt::when_all(std::move(all)));
    CHECK(dt::sync_wait(total(engine)) == 400);
}

TEST_CASE("several threads share one engine") {
    temporary_folder const folder;
    Engine engine{folder.file("accounts.db"), with_threads(2)};
    dt::sync_wait(make_accounts(engine, 4));
    auto const work = [&] {
        for (int i = 0; i < 25; ++i) dt::sync_wait(transfer(engine, 1 + i % 4, 1 + (i + 1) % 4));
    };
    {
        std::jthread const a(work), b(work), c(work);
    }
    CHECK(dt::sync_wait(total(engine)) == 400);
}

TEST_CASE("a second operation on a busy session is refused") {
    temporary_folder const folder;
    Engine engine{folder.file("accounts.db"), with_threads(2)};
    dt::sync_wait(make_accounts(engine, 1));
    Db db{engine};
    auto const count = [&]() -> dt::task<std::int64_t> {
        auto found = co_await db.execute(dt::select(dt::count(accounts.id)));
        co_return found.scalar_one();
    };
    auto const both = [&]() -> dt::task<void> { co_await dt::when_all(count(), count()); };
    try {
        dt::sync_wait(both());
        FAIL("was not refused");
    } catch (dt::error const& e) {
        CHECK(e.category() == dt::error_category::usage);
        CHECK(std::string(e.what()).find("busy with another operation") != std::string::npos);
    }
    CHECK(dt::sync_wait(count()) == 1);     // the session goes on
}

TEST_CASE("an error of a worker arrives where it is awaited") {
    temporary_folder const folder;
    Engine engine{folder.file("accounts.db"), with_threads(1)};
    auto const count = [&]() -> dt::task<void> { (void)co_await engine.execute(dt::select(dt::count(accounts.id))); };
    CHECK_THROWS_AS(dt::sync_wait(count()), dt::error);
}

TEST_CASE("a coroutine dropped while its statement waits or runs leaves nothing behind") {
    temporary_folder const folder;
    Engine engine{folder.file("accounts.db"), with_threads(2)};
    dt::sync_wait(make_accounts(engine, 4));
    // Started inside a running loop, then destroyed before they are done: one holds the gate, the others wait for it.
    auto const start_and_drop = [&]() -> dt::task<void> {
        std::vector<started> running;
        for (int i = 0; i < 20; ++i) running.push_back(start(transfer(engine, 1 + i % 4, 1 + (i + 1) % 4)));
        running.erase(running.begin() + 5, running.begin() + 10);
        (void)co_await engine.execute(dt::select(dt::count(accounts.id)));
        running.clear();
    };
    dt::sync_wait(start_and_drop());
    CHECK(dt::sync_wait(total(engine)) == 400);
}

TEST_CASE("a database in memory works with a worker, too") {
    Engine engine{":memory:", with_threads(3)};
    dt::sync_wait(make_accounts(engine, 3));
    CHECK(dt::sync_wait(total(engine)) == 300);
}

TEST_CASE("a statement is cancelled from another thread") {
    temporary_folder const folder;
    Engine engine{folder.file("accounts.db"), with_threads(1)};
    Db db{engine};
    db.on_statement([](dt::statement_event const&) {});
    auto const endless = [&]() -> dt::task<void> {
        (void)co_await db.execute(dt::raw<"WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) "
                                          "SELECT max(i) FROM n", std::optional<std::int64_t>>());
    };
    std::atomic<bool> is_over = false;
    std::jthread const canceller([&] {
        while (!is_over) db.cancel();
    });
    try {
        dt::sync_wait(endless());
        FAIL("was not cancelled");
    } catch (dt::error const& e) {
        CHECK(e.category() == dt::error_category::cancelled);
    }
    is_over = true;
    auto const one = [&]() -> dt::task<int> {
        auto found = co_await db.execute(dt::raw<"SELECT 1", int>());
        co_return found.scalar_one();
    };
    CHECK(dt::sync_wait(one()) == 1);
}
