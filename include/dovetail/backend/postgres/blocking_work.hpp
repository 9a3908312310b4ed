// SPDX-License-Identifier: BSL-1.0
// blocking_work: something that only a call which blocks can do, on a thread of its own.
//
//     blocking_work const looking([found] { found->address = look_up(found->name); });
//     if (!looking.wait(loop, until)) ...
//
// Whoever waits waits on its fiber. What the work uses is its own: it may be still under way when nobody waits any more.
#pragma once

#include <dovetail/backend/postgres/waiting.hpp>
#include <dovetail/backend/postgres/wake_pipe.hpp>

#include <memory>
#include <thread>
#include <utility>

#include <signal.h>

namespace dovetail::postgres_backend {

class blocking_work {
public:
    /// Errors: std::system_error, std::bad_alloc where there is no room for a thread.
    template <class Work>
    explicit blocking_work(Work work) : end_(std::make_shared<wake_pipe>()) {
        // Signals are for the program's own threads; a new thread has the mask of the one that makes it.
        sigset_t all, before;
        sigfillset(&all);
        pthread_sigmask(SIG_SETMASK, &all, &before);
        struct restoring {
            sigset_t const& before;
            ~restoring() { pthread_sigmask(SIG_SETMASK, &before, nullptr); }
        } const at_exit{before};
        std::thread([end = end_, work = std::move(work)]() mutable {
            work();
            end->wake();
        }).detach();
    }

    /// Waits until it is done; false when the time came first.
    bool wait(event_loop& loop, clock::time_point until) const { return wait_for(loop, end_->readable_end(), event_loop::readable, until); }

private:
    std::shared_ptr<wake_pipe> end_;
};

}  // namespace dovetail::postgres_backend
