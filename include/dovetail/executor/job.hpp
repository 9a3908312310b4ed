// SPDX-License-Identifier: BSL-1.0
// job: work that a coroutine waits for, and job_runner: what does such work elsewhere than in place.
//
// Two kinds of runners: a worker (a thread, for a database whose calls block) and a fiber_runner (for one whose
// answers come through a socket).
#pragma once

#include <dovetail/executor/run_loop.hpp>

#include <atomic>
#include <coroutine>

namespace dovetail {

class worker;

namespace detail {

class fiber_runner;

/// Lives in the awaiter, in the frame of the coroutine that waits, so that waiting allocates nothing.
class job {
public:
    job(job const&) = delete;
    job& operator=(job const&) = delete;

    /// Notes who waits, and where that goes on: in the run_loop that is current here. Before job_runner::submit().
    void prepare(std::coroutine_handle<> waiting) noexcept {
        waiting_ = waiting;
        home_ = run_loop::current();
    }
    /// Nobody waits: whoever made it hears of its end from what it does.
    void prepare() noexcept { waiting_ = std::noop_coroutine(); }

protected:
    /// @param work  what it does. No virtual function: each type of work that is waited for would have a table and a name of it.
    explicit job(void (*work)(job&) noexcept) noexcept : execute_(work) {}
    ~job() = default;       // nobody owns one as a job

    /// False before it was submitted and when it is done: then its runner is not needed any more, and may be gone.
    bool known_to_runner() const noexcept {
        auto const now = phase_.load(std::memory_order_acquire);
        return now != phase::idle && now != phase::done;
    }

    /// For a fiber_runner: does what comes before the first wait, if that can be done without a fiber. Then execute() does the
    /// rest when it is due; false: nothing was done.
    bool (*begin_early_)(job&) noexcept = nullptr;

private:
    friend class dovetail::worker;
    friend class fiber_runner;

    enum class phase { idle, queued, running, abandoned, done };

    void execute() noexcept { execute_(*this); }

    void (*execute_)(job&) noexcept;
    // `done` is the last thing that the runner writes: who reads it may go.
    std::atomic<phase> phase_{phase::idle};
    job* next_ = nullptr;
    std::coroutine_handle<> waiting_;
    run_loop* home_ = nullptr;
    run_loop::entry place_at_home_;
};

class job_runner {
public:
    /// Errors: `usage` where this thread must not submit.
    virtual void require_here() const {}
    /// After this call the job may be done and the coroutine gone.
    virtual void submit(job& added) noexcept = 0;
    /// Makes sure that the runner never touches the job again; waits for one that is running on another thread. Its
    /// place in the home loop is left by the job itself.
    virtual void withdraw(job& dropped) noexcept = 0;

protected:
    ~job_runner() = default;
};

}  // namespace detail
}  // namespace dovetail
