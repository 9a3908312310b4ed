// SPDX-License-Identifier: BSL-1.0
// canceller: asks the server to stop the statement that a connection runs.
//
//     cancels.ask();              // from any thread; does not wait
//     cancels.end(loop, 10s);     // the statement is over, and with it what was asked about it
//
// A request goes over a connection of its own, and libpq (before 17) blocks until the server has taken it: it gets a thread.
// As it stops whatever runs when it arrives, a statement is not over before the requests about it are.
#pragma once

#include <dovetail/backend/postgres/blocking_work.hpp>

#include <libpq-fe.h>

#include <atomic>
#include <memory>
#include <mutex>
#include <vector>

namespace dovetail::postgres_backend {

class canceller {
public:
    void attach(PGconn* db) { request_ = std::shared_ptr<PGcancel>(PQgetCancel(db), &PQfreeCancel); }

    /// A statement was sent.
    void begin() noexcept { is_running_.store(true, std::memory_order_relaxed); }
    /// Asks the server to stop it; nothing where none runs. From any thread.
    void ask() noexcept {
        std::lock_guard const lock(mutex_);
        count_.fetch_add(1);
        if (!is_running_.load() || request_ == nullptr || asked_.size() == most) {
            count_.fetch_sub(1);
            return;
        }
        auto const send = [request = request_] {
            char ignored[256];
            PQcancel(request.get(), ignored, sizeof ignored);
        };
        try {
            asked_.reserve(most);
            asked_.emplace_back(send);
        } catch (std::exception const&) {       // no room for a thread
            send();
            count_.fetch_sub(1);
        }
    }
    bool is_asking() const noexcept { return count_.load() != 0; }
    /// The last statement was answered: waits for the requests that are under way. False when that takes too long.
    bool end(event_loop& loop, std::chrono::milliseconds limit) {
        is_running_.store(false);
        return count_.load() == 0 || wait(loop, after(limit));      // ask() has seen the one, or this has seen the other
    }

private:
    static constexpr std::size_t most = 2;      ///< the second may be what the first came too early for

    bool wait(event_loop& loop, clock::time_point until) {
        std::vector<blocking_work> asked;
        {
            std::lock_guard const lock(mutex_);
            asked = asked_;
        }
        for (auto const& each : asked)
            if (!each.wait(loop, until)) return false;
        std::lock_guard const lock(mutex_);
        asked_.clear();
        count_.store(0);
        return true;
    }

    std::shared_ptr<PGcancel> request_;
    std::atomic<bool> is_running_{false};
    std::atomic<std::size_t> count_{0};         ///< of asked_, and one more in ask()
    std::mutex mutex_;
    std::vector<blocking_work> asked_;
};

}  // namespace dovetail::postgres_backend
