// SPDX-License-Identifier: BSL-1.0
// poll_loop: the event_loop of a thread that runs sync_wait(), on poll(2).
//
// While coroutines are ready they are resumed; when none is, the thread waits here for sockets and times.
#pragma once

#include <dovetail/core/error.hpp>
#include <dovetail/executor/event_loop.hpp>
#include <dovetail/executor/run_loop.hpp>

#include <algorithm>
#include <cerrno>
#include <climits>
#include <memory>
#include <optional>
#include <system_error>
#include <thread>
#include <vector>

#include <poll.h>
#include <sys/eventfd.h>
#include <unistd.h>

namespace dovetail {

class poll_loop final : public event_loop, private run_loop::idle_handler {
public:
    /// This thread's loop; made when it is first asked for.
    /// Errors: std::system_error if the process has no file descriptor left.
    static std::shared_ptr<poll_loop> const& of_this_thread() {
        static thread_local std::shared_ptr<poll_loop> const mine(new poll_loop);
        return mine;
    }
    ~poll_loop() {
        if (run_loop::current_idle_handler() == this) run_loop::set_idle_handler(nullptr);
        ::close(interrupt_);
    }

    void wait(waiter& who, int socket, unsigned interests, clock::time_point until) override {
        // So that run_once() needs no memory.
        if (auto const all = sockets_.size() + times_.size() + 1; due_.capacity() < all) due_.reserve(2 * all);
        if (socket < 0 || interests == nothing) return times_.push_back({&who, until});
        sockets_.push_back({&who, until});
        try {
            polled_.push_back({socket, static_cast<short>(((interests & readable) ? POLLIN : 0) | ((interests & writable) ? POLLOUT : 0)), 0});
        } catch (...) {
            sockets_.pop_back();
            throw;
        }
    }
    void cancel(waiter& who) noexcept override {
        for (std::size_t i = 0; i < sockets_.size(); ++i)
            if (sockets_[i].who == &who) return forget_socket(i);
        for (std::size_t i = 0; i < times_.size(); ++i)
            if (times_[i].who == &who) return forget_time(i);
        for (auto& each : due_)
            if (each.who == &who) each.who = nullptr;
    }
    bool is_here() const noexcept override { return std::this_thread::get_id() == thread_; }
    bool is_run_by_sync_wait() const noexcept override { return true; }

private:
    struct entry {
        waiter* who;
        clock::time_point until;
    };
    struct due {
        waiter* who;
        bool timed_out;
    };

    poll_loop() : interrupt_(::eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC)) {
        if (interrupt_ < 0) throw std::system_error(errno, std::generic_category(), "dovetail: an event loop needs a file descriptor");
        polled_.push_back({interrupt_, POLLIN, 0});
        run_loop::set_idle_handler(this);
    }

    void run_once(bool may_block) noexcept override {
        if (!may_block && sockets_.empty() && times_.empty()) return;
        int const found = ::poll(polled_.data(), polled_.size(), may_block ? milliseconds_to_wait() : 0);
        if (found > 0 && polled_[0].revents != 0) {
            eventfd_t ignored;
            (void)::eventfd_read(interrupt_, &ignored);
        }
        std::optional<clock::time_point> now;       // read once, if at all
        auto const is_over = [&](clock::time_point until) {
            if (until == never) return false;
            if (!now) now = last_tick();
            return until <= *now;
        };
        for (std::size_t i = times_.size(); i > 0; --i)
            if (is_over(times_[i - 1].until)) {
                due_.push_back({times_[i - 1].who, true});
                forget_time(i - 1);
            }
        for (std::size_t i = sockets_.size(); i > 0; --i) {
            bool const is_ready = found > 0 && polled_[i].revents != 0;
            if (!is_ready && !is_over(sockets_[i - 1].until)) continue;
            due_.push_back({sockets_[i - 1].who, !is_ready});
            forget_socket(i - 1);
        }
        // Who is called may wait again, or take others back.
        for (std::size_t i = due_.size(); i > 0; --i)
            if (waiter* const who = due_[i - 1].who) who->ready(due_[i - 1].timed_out);
        due_.clear();
    }
    void interrupt() noexcept override { (void)::eventfd_write(interrupt_, 1); }

    void forget_socket(std::size_t i) noexcept {
        sockets_.erase(sockets_.begin() + static_cast<std::ptrdiff_t>(i));
        polled_.erase(polled_.begin() + static_cast<std::ptrdiff_t>(i) + 1);
    }
    void forget_time(std::size_t i) noexcept { times_.erase(times_.begin() + static_cast<std::ptrdiff_t>(i)); }
    int milliseconds_to_wait() const noexcept {
        auto first = never;
        for (auto const& each : sockets_) first = std::min(first, each.until);
        for (auto const& each : times_) first = std::min(first, each.until);
        if (first == never) return -1;
        auto const now = last_tick();
        if (first <= now) return 0;
        auto const wait = std::chrono::ceil<std::chrono::milliseconds>(first - now).count();
        return wait > INT_MAX ? INT_MAX : static_cast<int>(wait);
    }

    std::thread::id const thread_ = std::this_thread::get_id();
    int interrupt_;
    std::vector<entry> sockets_;
    std::vector<pollfd> polled_;        ///< the interruption, then one for each of sockets_
    std::vector<entry> times_;          ///< who wait for a time only: poll() takes no more entries than a process has files
    std::vector<due> due_;              ///< being called
};

}  // namespace dovetail
