// SPDX-License-Identifier: BSL-1.0
// event_loop: what a backend whose answers come through a socket needs of an event loop.
//
//     loop.wait(waiter, socket, event_loop::readable, event_loop::clock::now() + 5s);   // then waiter.ready(...)
//
// poll_loop is the one that sync_wait() runs; <dovetail/asio.hpp> makes one of a boost::asio::io_context. Another loop
// needs the three functions below.
#pragma once

#include <chrono>

#include <time.h>

namespace dovetail {

/// Used on one thread at a time, which runs it (an Asio strand is such a thread, too). It outlives all who wait in it.
class event_loop {
public:
    using clock = std::chrono::steady_clock;
    static constexpr clock::time_point never = clock::time_point::max();
    /// What the clock said at the system's last tick, some milliseconds ago. To look at the clock itself takes four times as
    /// long; four looks are 1% of a statement.
    static clock::time_point last_tick() noexcept {
#ifdef CLOCK_MONOTONIC_COARSE       // Linux has it
        timespec at;
        ::clock_gettime(CLOCK_MONOTONIC_COARSE, &at);
        return clock::time_point(std::chrono::seconds(at.tv_sec) + std::chrono::nanoseconds(at.tv_nsec));
#else
        return clock::now();
#endif
    }

    /// For which states of a socket to wait; readable | writable for either. An error counts as both.
    enum interest : unsigned { nothing = 0, readable = 1, writable = 2 };

    /// Someone who waits. Waits for one thing at a time; it must not be destroyed while it does.
    class waiter {
    public:
        waiter() = default;
        waiter(waiter const&) = delete;
        waiter& operator=(waiter const&) = delete;

        /// Called once for each wait() that was not cancelled, by the loop, never inside wait().
        /// @param timed_out  the time came first
        virtual void ready(bool timed_out) noexcept = 0;

    protected:
        ~waiter() = default;
    };

    /// Calls who.ready() when the socket is in such a state, or at that time.
    /// @param socket  -1 with `nothing`: only the time counts
    /// Errors: std::bad_alloc
    virtual void wait(waiter& who, int socket, unsigned interests, clock::time_point until) = 0;
    /// who.ready() will not be called for what it waits for, if it does.
    virtual void cancel(waiter& who) noexcept = 0;
    /// Whether the thread that calls runs this loop, so that it may use it.
    virtual bool is_here() const noexcept = 0;
    /// Whether sync_wait() runs it, on that thread. Elsewhere sync_wait() would wait for ever, and is refused.
    virtual bool is_run_by_sync_wait() const noexcept { return false; }

    /// Calls who.ready(true) soon, by the loop.
    void post(waiter& who) { wait(who, -1, nothing, clock::time_point::min()); }

protected:
    ~event_loop() = default;
};

}  // namespace dovetail
