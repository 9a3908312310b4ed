// SPDX-License-Identifier: BSL-1.0
// fiber: a stack of its own for work that waits in the middle, and fiber_runner, which runs jobs on fibers.
//
//     job.execute()  ->  session, flush, driver  ->  connection waits for its socket: fiber::current()->park()
//
// Why: what a session does is written once, as ordinary functions that call the database. On SQLite they run in place.
// On a database behind a socket they run on a fiber, which steps aside while the answer is on its way, so that the
// thread goes on with other coroutines. Users' coroutines never run on a fiber. A switch costs some 20 ns; the stacks
// are kept and used again, so there are as many as operations were ever under way at once.
#pragma once

#include <dovetail/core/error.hpp>
#include <dovetail/executor/event_loop.hpp>
#include <dovetail/executor/fiber_stack.hpp>
#include <dovetail/executor/job.hpp>

#include <boost/context/fiber.hpp>

#include <cxxabi.h>

#include <cstring>
#include <exception>
#include <memory>
#include <vector>

#if defined(__SANITIZE_ADDRESS__)
#define DOVETAIL_ADDRESS_SANITIZER 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define DOVETAIL_ADDRESS_SANITIZER 1
#endif
#endif
#if defined(DOVETAIL_ADDRESS_SANITIZER)
#include <sanitizer/common_interface_defs.h>
#endif

namespace dovetail::detail {

/// Thrown where a fiber waits when the coroutine that waits for it is destroyed. No std::exception: nobody handles it,
/// everything is unwound.
struct fiber_cancelled {};

/// The exceptions that a stack is handling: the C++ runtime keeps them by thread, so they are exchanged with the stack.
/// (Itanium C++ ABI, "Caught exception stack".)
class exception_state {
public:
    void exchange() noexcept {
        void* const globals = abi::__cxa_get_globals();
        char now[sizeof kept_];
        std::memcpy(now, globals, sizeof kept_);
        std::memcpy(globals, kept_, sizeof kept_);
        std::memcpy(kept_, now, sizeof kept_);
    }

private:
    char kept_[sizeof(void*) + sizeof(unsigned)] = {};
};

/// AddressSanitizer is told which stack is in use.
class stack_switch {
public:
#if defined(DOVETAIL_ADDRESS_SANITIZER)
    void leave(void const* bottom, std::size_t size) noexcept { __sanitizer_start_switch_fiber(&fake_stack_, bottom, size); }
    void leave_for_ever(void const* bottom, std::size_t size) noexcept { __sanitizer_start_switch_fiber(nullptr, bottom, size); }
    void arrive(void const** bottom, std::size_t* size) noexcept { __sanitizer_finish_switch_fiber(fake_stack_, bottom, size); }

private:
    void* fake_stack_ = nullptr;
#else
    void leave(void const*, std::size_t) noexcept {}
    void leave_for_ever(void const*, std::size_t) noexcept {}
    void arrive(void const**, std::size_t*) noexcept {}
#endif
};

class fiber {
public:
    explicit fiber(std::size_t stack_size) {
        fiber_stack allocator(stack_size);
        boost::context::stack_context const stack = allocator.allocate();
        size_ = stack.size;
        bottom_ = static_cast<char*>(stack.sp) - stack.size;
        outer_switch_.leave(bottom_, size_);        // it is entered here already, for a moment
        inside_ = boost::context::fiber(std::allocator_arg, boost::context::preallocated(stack.sp, stack.size, stack), allocator,
                                        [this](boost::context::fiber&& from) {
                                            outside_ = std::move(from);
                                            arrived_inside();
                                            while (begins_) begin_then_rest();
                                            own_switch_.leave_for_ever(outer_bottom_, outer_size_);
                                            return std::move(outside_);
                                        });
        outer_switch_.arrive(&outer_bottom_, &outer_size_);
        outer_switch_.leave(outer_bottom_, outer_size_);
        outer_switch_.arrive(nullptr, nullptr);
    }
    fiber(fiber const&) = delete;
    fiber& operator=(fiber const&) = delete;
    /// While it rests.
    ~fiber() {
        begins_ = nullptr;
        resume();
    }

    /// The one that runs on this thread, or nullptr.
    static fiber* current() noexcept { return current_; }

    /// Runs work(argument) up to its first park(). The fiber rests.
    void start(void (*work)(void*) noexcept, void* argument) noexcept {
        begins_ = work;
        argument_ = argument;
        is_cancelled_ = false;
        resume();
    }
    /// Goes on behind park(), up to the next one or the end. Outside of the fiber.
    void resume() noexcept {
        fiber* const outer = std::exchange(current_, this);
        exceptions_.exchange();
        outer_switch_.leave(bottom_, size_);
        inside_ = std::move(inside_).resume();
        outer_switch_.arrive(nullptr, nullptr);
        exceptions_.exchange();
        current_ = outer;
    }
    /// Steps aside until resume(). On the fiber.
    /// Errors: fiber_cancelled, here and in every later call, once cancel() was called.
    void park() {
        if (is_cancelled_) throw fiber_cancelled();
        step_out();
        if (is_cancelled_) throw fiber_cancelled();
    }
    /// Makes a parked fiber unwind, to its end.
    void cancel() noexcept {
        is_cancelled_ = true;
        resume();
    }
    bool is_cancelled() const noexcept { return is_cancelled_; }

private:
    void step_out() noexcept {
        own_switch_.leave(outer_bottom_, outer_size_);
        outside_ = std::move(outside_).resume();
        arrived_inside();
    }
    void arrived_inside() noexcept { own_switch_.arrive(&outer_bottom_, &outer_size_); }
    void begin_then_rest() noexcept {
        begins_(argument_);
        step_out();
    }

    static inline constinit thread_local fiber* current_ = nullptr;

    boost::context::fiber inside_, outside_;
    void const* bottom_ = nullptr;
    std::size_t size_ = 0;
    void const* outer_bottom_ = nullptr;
    std::size_t outer_size_ = 0;
    stack_switch own_switch_, outer_switch_;
    exception_state exceptions_;
    void (*begins_)(void*) noexcept = nullptr;
    void* argument_ = nullptr;
    bool is_cancelled_ = false;
};

/// Runs each job on a fiber, at once. The coroutine that waits goes on in its run_loop; where there is none (in Asio's
/// world), the event loop resumes it.
///
/// Threads: the one of the event loop. Lifetime: outlives its jobs.
class fiber_runner final : public job_runner, private event_loop::waiter {
public:
    /// Room for the deepest functions of a driver with a user's codecs and hooks above; only touched pages take memory.
    static constexpr std::size_t stack_size = 256 * 1024;

    explicit fiber_runner(event_loop& loop) : loop_(loop), is_run_by_sync_wait_(loop.is_run_by_sync_wait()) {}
    ~fiber_runner() {
        if (is_destroyed_ != nullptr) *is_destroyed_ = true;
        if (is_posted_) loop_.cancel(*this);
    }

    event_loop& loop() const noexcept { return loop_; }

    void require_here() const override {
        if (!loop_.is_here())
            throw error(error_category::usage,
                        "dovetail: an engine of PostgreSQL and its sessions are used on the thread of their event loop; make "
                        "one engine for each thread, or give the work to that thread");
        if (auto const* const home = run_loop::current(); home != nullptr && home->has_host() == is_run_by_sync_wait_)
            throw error(error_category::usage,
                        is_run_by_sync_wait_
                            ? "dovetail: an io_context does not run the event loop of this engine; make the engine with "
                              "postgres_options::loop set to a dt::asio_loop"
                            : "dovetail: sync_wait() does not run the event loop that this engine was given "
                              "(postgres_options::loop); run that loop, or leave the option out");
    }
    void submit(job& added) noexcept override {
        added.phase_.store(job::phase::running, std::memory_order_relaxed);
        if (added.begin_early_ == nullptr || !added.begin_early_(added)) run_on_fiber(added);
    }
    // For a job that has begun early: its rest.
    void run_on_fiber(job& added) noexcept {
        place* const mine = take_place();
        mine->runs = &added;
        mine->runner = this;
        mine->on.start(
            [](void* of) noexcept {
                auto& self = *static_cast<place*>(of);
                self.runs->execute();
                self.is_over = true;
            },
            mine);
        if (mine->is_over) finish(*mine);
    }
    void run_here(job& begun) noexcept {
        begun.execute();
        finish(begun);
    }
    void withdraw(job& dropped) noexcept override {
        for (auto const& each : places_)
            if (each->runs == &dropped) {
                place& mine = *each;        // what it gives back may begin other work, which moves `each`
                dropped.phase_.store(job::phase::abandoned, std::memory_order_relaxed);
                mine.on.cancel();
                return finish(mine);
            }
        for (job** link = &finished_; *link != nullptr; link = &(*link)->next_)
            if (*link == &dropped) {
                *link = dropped.next_;
                if (*link == nullptr) finished_end_ = link;
                break;
            }
    }

    /// Goes on with a fiber that parked. By who waited for it in the event loop.
    static void resume(fiber& parked) noexcept {
        auto* const mine = reinterpret_cast<place*>(&parked);
        parked.resume();
        if (mine->is_over) mine->runner->finish(*mine);
    }

private:
    struct place {
        fiber on{stack_size};       // first: a place is found by its fiber
        job* runs = nullptr;
        fiber_runner* runner = nullptr;
        bool is_over = false;
    };

    place* take_place() {
        if (idle_.empty()) {
            idle_.reserve(places_.size() + 1);
            places_.push_back(std::make_unique<place>());
            return places_.back().get();
        }
        place* const mine = idle_.back();
        idle_.pop_back();
        return mine;
    }
    void finish(place& at) noexcept {
        job& done = *std::exchange(at.runs, nullptr);
        at.is_over = false;
        idle_.push_back(&at);
        finish(done);
    }
    void finish(job& done) noexcept {
        bool const is_abandoned = done.phase_.load(std::memory_order_relaxed) == job::phase::abandoned;
        done.phase_.store(job::phase::done, std::memory_order_relaxed);
        if (is_abandoned) return;
        if (done.home_ != nullptr) return done.home_->post(done.place_at_home_, done.waiting_);
        done.phase_.store(job::phase::queued, std::memory_order_relaxed);
        done.next_ = nullptr;
        *finished_end_ = &done;
        finished_end_ = &done.next_;
        if (!std::exchange(is_posted_, true)) loop_.post(*this);
    }
    void ready(bool) noexcept override {
        is_posted_ = false;
        bool is_destroyed = false;      // by a coroutine that ends with the engine
        is_destroyed_ = &is_destroyed;
        while (finished_ != nullptr) {
            job& next = *std::exchange(finished_, finished_->next_);
            if (finished_ == nullptr) finished_end_ = &finished_;
            next.phase_.store(job::phase::done, std::memory_order_relaxed);
            next.waiting_.resume();
            if (is_destroyed) return;
        }
        is_destroyed_ = nullptr;
    }

    event_loop& loop_;
    bool const is_run_by_sync_wait_;
    std::vector<std::unique_ptr<place>> places_;
    std::vector<place*> idle_;
    job* finished_ = nullptr;       ///< done, their coroutines not resumed yet
    job** finished_end_ = &finished_;
    bool is_posted_ = false;
    bool* is_destroyed_ = nullptr;  ///< inside ready()
};

}  // namespace dovetail::detail
