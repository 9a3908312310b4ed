// SPDX-License-Identifier: BSL-1.0
// Waiting for a socket or a time, wherever the caller runs: on a fiber it steps aside, elsewhere the thread blocks.
#pragma once

#include <dovetail/executor/fiber.hpp>

#include <cerrno>
#include <climits>

#include <poll.h>

namespace dovetail::postgres_backend {

using clock = event_loop::clock;

inline clock::time_point after(std::chrono::milliseconds limit) {
    return limit.count() > 0 ? clock::now() + limit : event_loop::never;
}

/// A fiber that waits for one thing in an event loop.
class waiting_fiber final : private event_loop::waiter {
public:
    explicit waiting_fiber(event_loop& loop) : loop_(loop), fiber_(*dovetail::detail::fiber::current()) {}
    ~waiting_fiber() {
        if (is_waiting_) loop_.cancel(*this);
    }
    /// False when the time came first.
    bool wait(int socket, unsigned interests, clock::time_point until) {
        loop_.wait(*this, socket, interests, until);
        is_waiting_ = true;
        while (is_waiting_) fiber_.park();
        return !timed_out_;
    }
    /// Ends a wait before its time; by somebody else on the loop's thread.
    void wake() noexcept {
        if (!is_waiting_ || std::exchange(is_woken_, true)) return;
        loop_.cancel(*this);
        loop_.post(*this);
    }

private:
    void ready(bool timed_out) noexcept override {
        is_waiting_ = false;
        timed_out_ = timed_out && !std::exchange(is_woken_, false);
        dovetail::detail::fiber_runner::resume(fiber_);
    }
    event_loop& loop_;
    dovetail::detail::fiber& fiber_;
    bool is_waiting_ = false;
    bool is_woken_ = false;
    bool timed_out_ = false;
};

/// Blocks the thread. False when the time came first.
inline bool block_on(int socket, unsigned interests, clock::time_point until) {
    pollfd one{socket, static_cast<short>(((interests & event_loop::readable) ? POLLIN : 0) |
                                          ((interests & event_loop::writable) ? POLLOUT : 0)), 0};
    for (;;) {
        int left = -1;
        if (until != event_loop::never) {
            auto const span = std::chrono::ceil<std::chrono::milliseconds>(until - clock::now()).count();
            left = span <= 0 ? 0 : span > INT_MAX ? INT_MAX : static_cast<int>(span);
        }
        int const found = ::poll(&one, 1, left);
        if (found > 0) return true;
        if (found == 0 && left != INT_MAX) return false;
        if (found < 0 && errno != EINTR) return true;       // whoever reads next is told
    }
}

/// Waits until the socket is in such a state; false when the time came first.
inline bool wait_for(event_loop& loop, int socket, unsigned interests, clock::time_point until) {
    if (dovetail::detail::fiber::current() == nullptr) return block_on(socket, interests, until);
    return waiting_fiber(loop).wait(socket, interests, until);
}

}  // namespace dovetail::postgres_backend
