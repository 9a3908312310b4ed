// SPDX-License-Identifier: BSL-1.0
// as_awaitable(work): awaits a dovetail task, or anything else that dovetail's coroutines await, in a coroutine of
// Boost.Asio.
//
//     boost::asio::awaitable<void> show(Engine& engine) {
//         User const user = co_await dt::as_awaitable(find_user(engine, 1));     // dt::task<User>
//     }
#pragma once

#include <dovetail/executor/run_loop.hpp>
#include <dovetail/executor/sync_wait.hpp>
#include <dovetail/executor/task.hpp>

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <atomic>
#include <memory>
#include <mutex>
#include <type_traits>
#include <utility>

namespace dovetail {
namespace detail {

/// Where work goes on while a coroutine of Asio waits for it: whatever the work waits for itself, on worker threads and
/// on fibers, it is resumed here, by the executor `where`, on one thread at a time.
template <class Work, class Result>
class asio_home final : public std::enable_shared_from_this<asio_home<Work, Result>>, private run_loop::host {
    using executor = boost::asio::any_io_executor;
    using timer = boost::asio::steady_timer;

public:
    asio_home(Work&& work, executor where, executor const& caller)
        : work_(std::forward<Work>(work)), where_(std::move(where)), end_(caller, timer::time_point::max()) {}

    void start() noexcept {
        try {
            arrival_.set_parent(std::noop_coroutine());
            root_ = detail::run_home<Result, Work>(work_, result_, loop_, is_finished_);
            root_.start(arrival_);
        } catch (...) {                             // no memory
            result_.set_current_exception();
            is_finished_ = true;
        }
        run();
    }
    /// By the caller: until the work is over. The error is that of a cancelled wait.
    boost::asio::awaitable<boost::system::error_code> wait() {
        namespace asio = boost::asio;
        boost::system::error_code cancelled;
        auto token = asio::redirect_error(asio::use_awaitable, cancelled);
        // An operation of Asio's owns the coroutine that waits, so that it ends with the io_context; a handler that
        // was kept here would own itself.
        auto const begin = [this](auto handler) {
            std::lock_guard const lock(mutex_);
            if (is_over_) end_.expires_at(timer::time_point::min());
            end_.async_wait(std::move(handler));
        };
        if (!is_over())
            co_await asio::async_initiate<decltype(token), void(boost::system::error_code)>(begin, token);
        co_return is_over() ? boost::system::error_code() : boost::system::error_code(asio::error::operation_aborted);
    }
    Result take() { return result_.take(); }
    /// Destroys the work, wherever it is; by `where`.
    void drop() noexcept { root_ = {}; }

private:
    bool is_over() {
        std::lock_guard const lock(mutex_);
        return is_over_;
    }
    void wake() noexcept override {
        if (wakes_.fetch_add(1) == 0) boost::asio::post(where_, [self = this->shared_from_this()] { self->run(); });
    }
    void run() noexcept {
        bool is_finished;
        unsigned seen = wakes_;
        do {
            loop_.run_ready();
            is_finished = is_finished_;
        } while ((seen = wakes_.fetch_sub(seen) - seen) != 0);      // with the last of them, another run() may begin
        if (!is_finished) return;
        std::lock_guard const lock(mutex_);
        is_over_ = true;
        end_.cancel();
    }

    Work work_;
    outcome<Result> result_;
    executor where_;
    run_loop loop_{*this};
    join_point arrival_{1};             // nobody waits there: run() looks
    std::atomic<unsigned> wakes_{1};    // since run() began; at first, for start()
    bool is_finished_ = false;
    task<void> root_;

    std::mutex mutex_;                  // of what caller and `where` both use
    timer end_;                         // expires never: cancelled at the end
    bool is_over_ = false;
};

template <class Work, class Result>
boost::asio::awaitable<Result> run_here(Work work) {
    auto const here = co_await boost::asio::this_coro::executor;
    using home = asio_home<Work, Result>;
    struct holding {
        std::shared_ptr<home> of;
        ~holding() { of->drop(); }
    } const held{std::make_shared<home>(std::forward<Work>(work), here, here)};
    held.of->start();
    if (auto const cancelled = co_await held.of->wait()) throw boost::system::system_error(cancelled);
    co_return held.of->take();
}

template <class Work, class Result>
boost::asio::awaitable<Result> run_there(boost::asio::any_io_executor there, Work work) {
    auto const here = co_await boost::asio::this_coro::executor;
    using home = asio_home<Work, Result>;
    struct holding {
        std::shared_ptr<home> of;
        boost::asio::any_io_executor const& there;
        ~holding() {
            boost::asio::post(there, [of = of] { of->drop(); });
        }
    } const held{std::make_shared<home>(std::move(work), there, here), there};
    boost::asio::post(there, [of = held.of] { of->start(); });
    if (auto const cancelled = co_await held.of->wait()) throw boost::system::system_error(cancelled);
    co_return held.of->take();
}

/// What may move is kept, the rest is referred to.
template <class Awaitable>
using kept_for_asio = std::conditional_t<!std::is_lvalue_reference_v<Awaitable> && std::is_move_constructible_v<Awaitable>,
                                         Awaitable, std::remove_reference_t<Awaitable>&>;

}  // namespace detail

/// Runs `work` (a task, a statement, or anything that a task awaits) and gives its value or throws its exception, as
/// boost::asio::awaitable. The work runs on the caller's executor, one thread at a time, and so does the caller
/// afterwards, whatever threads did parts of it.
///
/// When the wait is cancelled, the work is destroyed, as any coroutine is that its owner drops (a session rolls back),
/// and the await throws boost::system::system_error (operation_aborted). Work that is over is not cancelled any more.
/// As always in Asio, who cancels must be on the caller's strand where several threads run the io_context.
///
/// @param work  moved into the coroutine. What cannot move, a statement, is referred to: await it in the same expression
template <awaitable Awaitable>
[[nodiscard("dovetail: as_awaitable() does nothing until it is awaited: write co_await")]]
boost::asio::awaitable<detail::sync_wait_result_t<Awaitable>> as_awaitable(Awaitable&& work) {
    using kept = detail::kept_for_asio<Awaitable>;
    return detail::run_here<kept, detail::sync_wait_result_t<Awaitable>>(static_cast<kept&&>(work));
}

/// The same with the work on another executor, the strand of an engine for example. The caller goes on where it was.
template <class T>
[[nodiscard("dovetail: as_awaitable() does nothing until it is awaited: write co_await")]]
boost::asio::awaitable<T> as_awaitable(boost::asio::any_io_executor where, task<T> work) {
    return detail::run_there<task<T>, T>(std::move(where), std::move(work));
}

}  // namespace dovetail
