// SPDX-License-Identifier: BSL-1.0
// A ledger under faults: 64 coroutines move money between accounts while sessions are killed, and the server is. The sum
// never changes, and each transfer that was acknowledged stands there once.
#include "server.hpp"

#include <atomic>
#include <mutex>
#include <random>
#include <set>
#include <thread>

using namespace dovetail_test;
using category = dt::error_category;

namespace {

template <class View>
struct AccountModel {
    static constexpr dt::table_name table = "accounts";
    dt::column<View, "id", dt::integer, dt::primary_key> id;
    dt::column<View, "balance", dt::bigint> balance;
};
template <class View>
struct TransferModel {
    static constexpr dt::table_name table = "transfers";
    dt::column<View, "id", dt::integer, dt::primary_key> id;
    dt::column<View, "amount", dt::integer> amount;
};
inline constexpr dt::table<AccountModel> accounts;
inline constexpr dt::table<TransferModel> transfers;

constexpr int account_count = 40, initial_balance = 1000, worker_count = 64;
constexpr std::size_t pool_size = 8;

/// Where coroutines wait while the server is down, instead of asking it again and again.
class gate {
public:
    void close() {
        std::lock_guard const lock(mutex_);
        is_open_ = false;
    }
    /// By any thread.
    void open() {
        std::lock_guard const lock(mutex_);
        is_open_ = true;
        for (auto const& [loop, waiting] : waiting_) loop->post(waiting);
        waiting_.clear();
    }
    bool await_ready() const noexcept { return false; }
    bool await_suspend(std::coroutine_handle<> waiting) {
        std::lock_guard const lock(mutex_);
        if (is_open_) return false;
        waiting_.emplace_back(dt::run_loop::current(), waiting);
        return true;
    }
    void await_resume() const noexcept {}

private:
    std::mutex mutex_;
    bool is_open_ = true;
    std::vector<std::pair<dt::run_loop*, std::coroutine_handle<>>> waiting_;
};

class ledger {
public:
    explicit ledger(std::string const& what) : counts(what), base_({.pool_size = pool_size}) {
        Db db{engine()};
        sync_wait(db.create_all(dt::metadata{accounts, transfers}));
        for (int i = 1; i <= account_count; ++i) (void)db.add(dt::new_row<AccountModel>{.id = i, .balance = initial_balance});
        sync_wait(db.commit());
    }
    Engine& engine() { return base_.engine; }

    /// Works until `disturb`, which runs on a thread of its own beside it, is over.
    template <class Disturb>
    void work_while(Disturb disturb) {
        std::exception_ptr failure;
        std::thread other([&] {
            try {
                disturb();
            } catch (...) {
                failure = std::current_exception();
            }
            is_over_ = true;
            server.open();
        });
        std::vector<dt::task<void>> workers;
        for (int i = 0; i < worker_count; ++i) workers.push_back(i % 8 == 7 ? read_sums() : transfer_always(i));
        sync_wait(dt::when_all(std::move(workers)));
        other.join();
        if (failure) std::rethrow_exception(failure);
    }
    /// By the thread that disturbs: until so many more attempts were made.
    void wait_for_attempts(int more) {
        for (int seen = attempts_, until = seen + more; seen < until; seen = attempts_) attempts_.wait(seen);
    }
    void check() {
        auto const sum = single(engine(), dt::select(dt::sum(accounts.balance)));
        CHECK(*sum == account_count * initial_balance);
        std::multiset<int> stored;
        for (auto const& each : sync_wait(engine().execute(dt::select(transfers)))) stored.insert(each.id);
        for (int const id : acknowledged_)
            if (stored.count(id) != 1) FAIL_CHECK("the acknowledged transfer " << id << " stands there " << stored.count(id) << " times");
        CHECK(stored.size() == acknowledged_.size());
        counts.add("acknowledged", static_cast<int>(acknowledged_.size()));
        check_at_rest(engine(), pool_size);
        CHECK(acknowledged_.size() > 100);
    }

    tally counts;
    gate server;

private:
    dt::task<void> move_money(int id, int from, int to, int amount) {
        Db db{engine()};
        // In the order of the keys, so that no two wait for each other.
        for (int const account : {std::min(from, to), std::max(from, to)}) {
            int const change = account == from ? -amount : amount;
            co_await db.execute(dt::update(accounts).set(accounts.balance = accounts.balance + change).where(accounts.id == account));
        }
        (void)db.add(dt::new_row<TransferModel>{.id = id, .amount = amount});
        co_await db.commit();
    }
    dt::task<bool> is_stored(int id) {
        auto found = co_await engine().execute(dt::select(dt::count(transfers.id)).where(transfers.id == id));
        co_return found.scalar_one() == 1;
    }
    /// What an attempt ended with; nothing if it went well.
    template <class T>
    dt::task<std::optional<category>> outcome_of(dt::task<T> attempt) {
        std::optional<category> failure;
        try {
            (void)co_await std::move(attempt);
        } catch (dt::error const& problem) {
            failure = problem.category();
            if (failure != category::connection && failure != category::outcome_unknown && failure != category::unique)
                FAIL_CHECK("not an error of a broken connection: " << problem.what());
        }
        ++attempts_;
        attempts_.notify_one();
        if (failure) counts.add(*failure);
        co_return failure;
    }
    dt::task<void> transfer_always(int seed) {
        std::minstd_rand random(static_cast<unsigned>(seed) + 1);
        while (!is_over_) {
            int const id = ++ids_;
            int const from = 1 + static_cast<int>(random() % account_count);
            int const to = 1 + (from + static_cast<int>(random() % (account_count - 1))) % account_count;
            for (bool is_known = false; !is_known;) {
                auto const failure = co_await outcome_of(move_money(id, from, to, 1 + static_cast<int>(random() % 9)));
                is_known = !failure;
                while (failure && failure != category::connection && !is_known) {       // it may have happened
                    co_await server;
                    bool stored = false;
                    auto const look = [&]() -> dt::task<void> { stored = co_await is_stored(id); };
                    if (co_await outcome_of(look())) continue;
                    counts.add(stored ? "unknown, was committed" : "unknown, was not");
                    if (!stored) break;
                    is_known = true;
                }
                if (failure) co_await server;
            }
            acknowledged_.push_back(id);
        }
    }
    dt::task<void> read_sums() {
        while (!is_over_) {
            std::optional<std::int64_t> sum;
            auto const read = [&]() -> dt::task<void> {
                auto found = co_await engine().execute(dt::select(dt::sum(accounts.balance)));
                sum = found.scalar_one();
            };
            auto const failure = co_await outcome_of(read());
            if (failure) co_await server;
            else if (sum != account_count * initial_balance) FAIL_CHECK("the sum is " << *sum);
        }
    }

    empty_database base_;
    std::atomic<int> attempts_{0};
    std::atomic<bool> is_over_{false};
    int ids_ = 0;
    std::vector<int> acknowledged_;
};

}  // namespace

TEST_CASE("sessions that are killed at random points, 200 times") {
    ledger books("200 sessions killed");
    books.work_while([&] {
        administrator admin;
        std::minstd_rand random(7);
        for (int killed = 0; killed < 200;) {
            books.wait_for_attempts(1 + static_cast<int>(random() % 8));
            killed += admin.end_a_session();
        }
    });
    books.check();
    CHECK(books.engine().pool().statistics().lost >= 100);
}

TEST_CASE("the server that stops as in a crash, and starts again, 5 times") {
    ledger books("5 crashes of the server");
    books.work_while([&] {
        for (int i = 0; i < 5; ++i) {
            books.wait_for_attempts(200);
            books.server.close();
            control_server("stop-immediate");
            control_server("start");
            books.server.open();
        }
    });
    books.check();
}
