// SPDX-License-Identifier: BSL-1.0
//
// worker: one thread for work that blocks. The coroutine waits without blocking and goes on at home, on the thread
// where it awaited.
//
//     dovetail::worker disk;
//     auto read = [&] { return read_file(path); };             // runs on the worker's thread
//     std::string text = co_await disk.run(read);              // here again
#pragma once

#include <condition_variable>
#include <coroutine>
#include <mutex>
#include <thread>
#include <type_traits>
#include <utility>

#include <dovetail/executor/job.hpp>
#include <dovetail/executor/task.hpp>

namespace dovetail {

namespace detail {
template <class Callable>
class worker_awaiter;
}  // namespace detail

/// One thread that runs jobs in the order in which they are awaited, one at a time.
///
/// Threads: run() may be used from any thread. Lifetime: outlives every await of run(). The destructor runs the jobs
/// that are still queued, then joins the thread; it must not be called on the worker's own thread.
class worker final : public detail::job_runner {
public:
    /// A template, so that only who makes a worker compiles std::jthread: it is 2% of including the library.
    template <class... Nothing>
        requires(sizeof...(Nothing) == 0)
    explicit worker(Nothing...) : thread_([this] { work(); }) {}
    worker(worker const&) = delete;
    worker& operator=(worker const&) = delete;

    ~worker() {
        {
            std::lock_guard const lock(mutex_);
            stopping_ = true;
            changed_.notify_one();
        }
        thread_.join();
    }

    /// `co_await run(callable)` calls `callable()` on the worker's thread and gives its result or throws its
    /// exception. Allocates nothing.
    ///
    /// The coroutine goes on in the run_loop that was current where it awaited, on that loop's thread; where there was
    /// none, on the worker's thread. The loop must outlive the await.
    ///
    /// A coroutine destroyed while it waits: a queued job is withdrawn and never runs; for a running job the destructor
    /// blocks until it is done, as the job may use what the coroutine owns; a finished one is not resumed any more.
    /// Destroy it on the home loop's thread (without one: on any thread, but not once the job is done), and never
    /// inside the job.
    ///
    /// @param callable  called without arguments, once; an lvalue is referred to, an rvalue moved into the await. What
    ///                  it gives is a value, an lvalue reference or void.
    template <class Callable>
    [[nodiscard("dovetail: the job does not run until it is awaited: write co_await worker.run(...)")]]
    detail::worker_awaiter<Callable> run(Callable&& callable) {
#if defined(__GNUC__) && !defined(__clang__) && __GNUC__ < 13
        static_assert(std::is_reference_v<Callable> || std::is_trivially_destructible_v<Callable>,
                      "dovetail: g++ 12 destroys a temporary closure with owning captures twice in co_await; give the "
                      "callable a name and pass the name, or capture by reference");
#endif
        return detail::worker_awaiter<Callable>(*this, std::forward<Callable>(callable));
    }

    // For awaiters.
    void submit(detail::job& added) noexcept override {
        added.next_ = nullptr;
        std::lock_guard const lock(mutex_);
        added.phase_.store(detail::job::phase::queued, std::memory_order_relaxed);
        *end_ = &added;
        end_ = &added.next_;
        changed_.notify_one();  // under the mutex: the worker may be destroyed as soon as that is free
    }

    void withdraw(detail::job& dropped) noexcept override {
        std::unique_lock lock(mutex_);
        if (dropped.phase_.load(std::memory_order_relaxed) == detail::job::phase::queued) {
            detail::job** link = &first_;
            while (*link != &dropped) link = &(*link)->next_;
            *link = dropped.next_;
            if (dropped.next_ == nullptr) end_ = link;
        } else if (dropped.phase_.load(std::memory_order_relaxed) == detail::job::phase::running) {
            dropped.phase_.store(detail::job::phase::abandoned, std::memory_order_relaxed);
            abandoned_done_.wait(
                lock, [&] { return dropped.phase_.load(std::memory_order_relaxed) == detail::job::phase::done; });
        }
    }

private:
    using job = detail::job;

    void work() {
        std::unique_lock lock(mutex_);
        for (;;) {
            changed_.wait(lock, [this] { return first_ != nullptr || stopping_; });
            if (first_ == nullptr) return;
            job& current = *first_;
            first_ = current.next_;
            if (first_ == nullptr) end_ = &first_;
            current.phase_.store(job::phase::running, std::memory_order_relaxed);

            lock.unlock();
            current.execute();
            lock.lock();

            if (auto const waiting = finish(current)) {
                lock.unlock();
                waiting.resume();
                lock.lock();
            }
        }
    }

    /// Under the mutex: sends the coroutine home, or gives it back if it has none.
    std::coroutine_handle<> finish(job& finished) noexcept {
        std::coroutine_handle<> resume_here;
        if (finished.phase_.load(std::memory_order_relaxed) == job::phase::abandoned)
            abandoned_done_.notify_all();
        else if (finished.home_ != nullptr)
            // It may be running there at once; but it cannot destroy the job before `done`, see ~worker_awaiter.
            finished.home_->post(finished.place_at_home_, finished.waiting_);
        else
            resume_here = finished.waiting_;
        finished.phase_.store(job::phase::done, std::memory_order_release);
        return resume_here;
    }

    std::mutex mutex_;
    std::condition_variable changed_;
    std::condition_variable abandoned_done_;
    job* first_ = nullptr;
    job** end_ = &first_;
    bool stopping_ = false;
    std::jthread thread_;  // last: uses all of the above
};

namespace detail {

template <class Callable>
class worker_awaiter final : private job {
public:
    using result_type = decltype(std::declval<std::remove_reference_t<Callable>&>()());

    worker_awaiter(worker& runs_on, Callable&& callable)
        : job(&run), worker_(runs_on), callable_(std::forward<Callable>(callable)) {}

    // In the most derived destructor: the callable must still be there while the job runs.
    ~worker_awaiter() {
        if (known_to_runner()) worker_.withdraw(*this);
    }

    bool await_ready() const noexcept { return false; }
    void await_suspend(std::coroutine_handle<> waiting) noexcept {
        prepare(waiting);
        worker_.submit(*this);
    }
    result_type await_resume() { return result_.take(); }

private:
    static void run(job& of) noexcept {
        auto& self = static_cast<worker_awaiter&>(of);
        try {
            if constexpr (std::is_void_v<result_type>) {
                self.callable_();
                self.result_.set_value();
            } else {
                self.result_.set_value(self.callable_());
            }
        } catch (...) {
            self.result_.set_current_exception();
        }
    }

    worker& worker_;
    Callable callable_;
    outcome<result_type> result_;
};

}  // namespace detail
}  // namespace dovetail
