// SPDX-License-Identifier: BSL-1.0
//
// run_loop: the queue of coroutines that one thread resumes, one after the other. sync_wait() runs one; a worker
// thread posts to it, so that a coroutine goes on "at home", on the thread where it awaited.
//
//     dovetail::run_loop loop;
//     loop.post(coroutine);                        // from any thread
//     loop.run_until([&] { return finished; });    // on this thread
#pragma once

#include <atomic>
#include <condition_variable>
#include <coroutine>
#include <mutex>
#include <utility>

namespace dovetail {

/// A first-in first-out queue of suspended coroutines and the thread that resumes them.
///
/// Threads: post(), schedule() and wake() may be called from any thread, everything else from the thread that runs the
/// loop. Lifetime: the loop outlives every call of post() and wake(); coroutines still queued when it is destroyed are
/// forgotten (neither resumed nor destroyed: their owners do that).
class run_loop {
public:
    /// A place in the queue. It lives in an awaiter, that is in the coroutine's own frame, so that posting allocates
    /// nothing; its destructor leaves the queue, so that a destroyed coroutine is never resumed.
    ///
    /// Threads: destroy a queued entry on the loop's thread; anywhere else the loop may be resuming it already.
    class entry {
    public:
        entry() noexcept = default;
        entry(entry const&) = delete;
        entry& operator=(entry const&) = delete;
        ~entry() {
            if (loop_ != nullptr) loop_->remove(*this);
        }

    private:
        friend class run_loop;
        std::coroutine_handle<> waiting_;
        run_loop* loop_ = nullptr;  // not null exactly while it is queued
        entry* previous_ = this;
        entry* next_ = this;
        bool recycled_ = false;  // belongs to the loop, see post(std::coroutine_handle<>)
    };

    /// What schedule() gives to co_await.
    class schedule_awaiter {
    public:
        explicit schedule_awaiter(run_loop& loop) noexcept : loop_(loop) {}
        bool await_ready() const noexcept { return false; }
        void await_suspend(std::coroutine_handle<> waiting) noexcept { loop_.post(entry_, waiting); }
        void await_resume() const noexcept {}

    private:
        run_loop& loop_;
        entry entry_;
    };

    /// What the loops of a thread do in place of sleeping: wait for sockets and times, say.
    class idle_handler {
    public:
        /// Does what is due. If nothing is and it may block, waits until something is, or until interrupt().
        virtual void run_once(bool may_block) noexcept = 0;
        /// Ends the wait; from any thread.
        virtual void interrupt() noexcept = 0;

    protected:
        ~idle_handler() = default;
    };
    /// This thread's handler; nullptr: loops sleep. Not while one of them is running it.
    static void set_idle_handler(idle_handler* handler) noexcept { idle_ = handler; }
    [[nodiscard]] static idle_handler* current_idle_handler() noexcept { return idle_; }

    /// Who runs a loop in steps, by run_ready(), beside other things.
    class host {
    public:
        /// A coroutine was queued, perhaps from another thread: run_ready() is wanted. Must not call it here.
        virtual void wake() noexcept = 0;

    protected:
        ~host() = default;
    };

    run_loop() = default;
    /// A loop for run_ready(); the host outlives it.
    explicit run_loop(host& runs_it) noexcept : host_(&runs_it) {}
    run_loop(run_loop const&) = delete;
    run_loop& operator=(run_loop const&) = delete;

    ~run_loop() {
        fetch();
        while (!is_empty(queue_)) unlink(*queue_.next_);
        while (recycled_ != nullptr) delete std::exchange(recycled_, recycled_->made_before);
    }

    /// The loop that runs on this thread, or nullptr. Inside a nested loop it is the inner one.
    [[nodiscard]] static run_loop* current() noexcept { return current_; }
    /// Whether somebody runs it in steps, beside other things.
    [[nodiscard]] bool has_host() const noexcept { return host_ != nullptr; }

    /// Queues `waiting` in `place`, without allocating. `place` is not queued anywhere else, and lives until the
    /// coroutine is resumed or `place` is destroyed. The coroutine may be running again before this returns.
    void post(entry& place, std::coroutine_handle<> waiting) noexcept {
        if (current_ == this) return link(queue_, place, waiting);     // no lock, which is 1% of a statement
        std::lock_guard const lock(mutex_);
        arrive(place, waiting);
    }

    /// Queues `waiting`, which must not be destroyed before it is resumed. Allocates only when more coroutines are
    /// queued this way than ever before.
    ///
    /// @throws std::bad_alloc
    void post(std::coroutine_handle<> waiting) {
        std::lock_guard const lock(mutex_);
        if (spare_ == nullptr) {
            recycled_ = new recycled{{}, recycled_};
            spare_ = &recycled_->place;
            spare_->recycled_ = true;
            spare_->next_ = nullptr;
        }
        arrive(*std::exchange(spare_, spare_->next_), waiting);
    }

    /// `co_await loop.schedule()` puts the coroutine at the end of the queue; it goes on when its turn comes, on the
    /// loop's thread. A coroutine destroyed meanwhile leaves the queue.
    [[nodiscard("dovetail: schedule() does nothing until it is awaited: write co_await loop.schedule()")]]
    schedule_awaiter schedule() noexcept {
        return schedule_awaiter(*this);
    }

    /// Makes a blocked run_until() ask its predicate again.
    void wake() noexcept {
        std::lock_guard const lock(mutex_);
        woken_ = true;
        notify();
    }

    /// Resumes coroutines on this thread until `stop()` is true, and sleeps while there are none. `stop` is asked
    /// before each coroutine and after wake(), on this thread. One call at a time.
    ///
    /// An exception that leaves a coroutine (no task lets one out) or `stop` leaves this function too.
    template <class Predicate>
    void run_until(Predicate stop) {
        current_scope const scope(this);
        while (!stop()) {
            if (auto const waiting = take()) waiting.resume();
        }
    }

    /// Resumes coroutines on this thread until none is queued. One call at a time.
    void run_ready() {
        current_scope const scope(this);
        while (auto const waiting = take_queued()) waiting.resume();
    }

private:
    struct recycled {
        entry place;
        recycled* made_before;
    };
    struct current_scope {
        explicit current_scope(run_loop* loop) noexcept : mine(loop), previous(std::exchange(current_, loop)) {}
        current_scope(current_scope const&) = delete;
        current_scope& operator=(current_scope const&) = delete;
        ~current_scope() {
            current_ = previous;
            if (mine->sleeps_in_ == nullptr) return;
            std::lock_guard const lock(mine->mutex_);
            mine->sleeps_in_ = nullptr;
        }
        run_loop* mine;
        run_loop* previous;
    };

    /// The first coroutine of the queue; blocks while there is none. Null when it was woken for nothing.
    std::coroutine_handle<> take() {
        // Coroutines that keep each other busy must not starve the sockets.
        if (idle_ != nullptr && ++taken_ == most_taken) {
            taken_ = 0;
            idle_->run_once(false);
        }
        if (is_empty(queue_) || has_arrivals_.load(std::memory_order_relaxed)) wait();
        return take_first();
    }
    /// Until something is in the queue, or somebody has called wake().
    void wait() {
        std::unique_lock lock(mutex_);
        for (;;) {
            fetch();
            if (std::exchange(woken_, false) || !is_empty(queue_)) return;
            if (idle_ == nullptr) {
                changed_.wait(lock);
                continue;
            }
            sleeps_in_ = idle_;         // and stays so, without a lock: to be interrupted once too often does no harm
            lock.unlock();
            taken_ = 0;
            idle_->run_once(true);
            return;     // who was called there may have done what the predicate waits for
        }
    }
    std::coroutine_handle<> take_queued() {
        if (is_empty(queue_) || has_arrivals_.load(std::memory_order_relaxed)) {
            std::lock_guard const lock(mutex_);
            fetch();
        }
        return take_first();
    }
    /// Null if there is none.
    std::coroutine_handle<> take_first() noexcept {
        if (is_empty(queue_)) return nullptr;
        entry& first = *queue_.next_;
        unlink(first);
        auto const waiting = first.waiting_;
        if (first.recycled_) {
            std::lock_guard const lock(mutex_);
            first.next_ = std::exchange(spare_, &first);
        }
        return waiting;
    }

    /// On the loop's thread; the lock is for an entry that another thread has queued.
    void remove(entry& place) noexcept {
        std::lock_guard const lock(mutex_);
        unlink(place);
    }

    // The two below need the mutex. Notifying under it matters: the coroutine may end the loop's life as soon as the
    // mutex is free.
    void arrive(entry& place, std::coroutine_handle<> waiting) noexcept {
        link(arrivals_, place, waiting);
        if (!has_arrivals_.exchange(true, std::memory_order_relaxed)) notify();
    }
    void notify() noexcept {
        if (host_ != nullptr) {
            if (current_ != this) host_->wake();
        } else if (sleeps_in_ == nullptr) changed_.notify_one();
        else if (current_ != this) sleeps_in_->interrupt();     // else it is this thread that posts, so it is awake
    }
    /// What has arrived goes to the end of the queue. With the mutex, by the loop's thread.
    void fetch() noexcept {
        has_arrivals_.store(false, std::memory_order_relaxed);
        if (is_empty(arrivals_)) return;
        queue_.previous_->next_ = arrivals_.next_;
        arrivals_.next_->previous_ = queue_.previous_;
        arrivals_.previous_->next_ = &queue_;
        queue_.previous_ = arrivals_.previous_;
        arrivals_.next_ = arrivals_.previous_ = &arrivals_;
    }

    static bool is_empty(entry const& ring) noexcept { return ring.next_ == &ring; }
    void link(entry& ring, entry& place, std::coroutine_handle<> waiting) noexcept {
        place.waiting_ = waiting;
        place.loop_ = this;
        place.previous_ = ring.previous_;
        place.next_ = &ring;
        ring.previous_->next_ = &place;
        ring.previous_ = &place;
    }
    static void unlink(entry& place) noexcept {
        place.previous_->next_ = place.next_;
        place.next_->previous_ = place.previous_;
        place.loop_ = nullptr;
    }

    static constexpr unsigned most_taken = 128;     ///< between two looks at the sockets
    static inline constinit thread_local run_loop* current_ = nullptr;
    static inline constinit thread_local idle_handler* idle_ = nullptr;

    std::mutex mutex_;
    std::condition_variable changed_;
    // Rings' fixed points: its next_ is the first in the queue, its previous_ the last.
    entry queue_;                       // of the loop's thread
    entry arrivals_;                    // behind it; under the mutex
    std::atomic<bool> has_arrivals_{false};
    entry* spare_ = nullptr;
    recycled* recycled_ = nullptr;      ///< all of them
    bool woken_ = false;
    idle_handler* sleeps_in_ = nullptr;     // where the loop's thread waits, or last did
    host* const host_ = nullptr;
    unsigned taken_ = 0;
};

}  // namespace dovetail
