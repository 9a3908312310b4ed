// SPDX-License-Identifier: BSL-1.0
// canceller: asks the server to stop the statement that a connection runs.
//
//     cancels.ask();              // from any thread; does not wait
//     cancels.end(loop, 10s);     // the statement is over, and with it what was asked about it
//
// A request goes over a connection of its own, and libpq (before 17) blocks until the server has taken it: it gets a thread.
// As it stops whatever runs when it arrives, a statement is not over before the request about it is. One that arrives before
// the statement does stops nothing, and nobody says so: it is repeated until the statement is over.
#pragma once

#include <dovetail/backend/postgres/blocking_work.hpp>

#include <libpq-fe.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <optional>

namespace dovetail::postgres_backend {

class canceller {
public:
    canceller() = default;
    canceller(canceller const&) = delete;
    canceller& operator=(canceller const&) = delete;
    ~canceller() {
        if (over_) over_->reach();
    }
    void attach(PGconn* db) { request_ = std::shared_ptr<PGcancel>(PQgetCancel(db), &PQfreeCancel); }

    /// A statement was sent.
    void begin() noexcept { is_running_.store(true, std::memory_order_relaxed); }
    /// From now on, look() asks where asked(subject) is not 0: for a wish that came before the statement was sent.
    void ask_when(int (*asked)(void*), void* subject) noexcept {
        wish_ = asked;
        subject_ = subject;
    }
    /// Behind begin().
    void look() noexcept {
        if (wish_ == nullptr) return;
        std::atomic_thread_fence(std::memory_order_seq_cst);        // between begin() and the wish; the other way round in ask()
        if (wish_(subject_) != 0) ask();
    }
    /// Asks the server to stop it; nothing where none runs. From any thread.
    void ask() noexcept {
        std::lock_guard const lock(mutex_);
        if (request_ == nullptr || asking_) return;
        is_asked_.store(true);
        if (!is_running_.load()) return is_asked_.store(false);
        try {
            over_ = std::make_shared<end_of_statement>();
            asking_.emplace([request = request_, over = over_] {
                for (std::chrono::milliseconds pause(0); !over->is_reached_within(pause);
                     pause = std::clamp(2 * pause, shortest_pause, longest_pause))
                    send(*request);
            });
        } catch (std::exception const&) {       // no room for a thread
            send(*request_);
            is_asked_.store(false);
        }
    }
    bool is_asking() const noexcept { return is_asked_.load(); }
    /// The last statement was answered: waits for the request that is under way. False when that takes too long.
    bool end(event_loop& loop, std::chrono::milliseconds limit) {
        is_running_.store(false);
        return !is_asked_.load() || wait(loop, after(limit));       // ask() has seen the one, or this has seen the other
    }

private:
    static constexpr std::chrono::milliseconds shortest_pause{20}, longest_pause{1000};

    class end_of_statement {
    public:
        void reach() {
            std::lock_guard const lock(mutex_);
            is_reached_ = true;
            changed_.notify_all();
        }
        bool is_reached_within(std::chrono::milliseconds limit) {
            std::unique_lock lock(mutex_);
            return changed_.wait_for(lock, limit, [&] { return is_reached_; });
        }

    private:
        std::mutex mutex_;
        std::condition_variable changed_;
        bool is_reached_ = false;
    };

    static void send(PGcancel& request) noexcept {
        char ignored[256];
        PQcancel(&request, ignored, sizeof ignored);
    }
    bool wait(event_loop& loop, clock::time_point until) {
        std::optional<blocking_work> asking;
        {
            std::lock_guard const lock(mutex_);
            asking = asking_;
            if (over_) over_->reach();
        }
        if (asking && !asking->wait(loop, until)) return false;
        std::lock_guard const lock(mutex_);
        asking_.reset();
        over_.reset();
        is_asked_.store(false);
        return true;
    }

    std::shared_ptr<PGcancel> request_;
    int (*wish_)(void*) = nullptr;
    void* subject_ = nullptr;
    std::atomic<bool> is_running_{false};
    std::atomic<bool> is_asked_{false};
    std::mutex mutex_;
    std::optional<blocking_work> asking_;
    std::shared_ptr<end_of_statement> over_;    ///< of what asking_ is about
};

}  // namespace dovetail::postgres_backend
