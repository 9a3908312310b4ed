// SPDX-License-Identifier: BSL-1.0
// asio_loop: an event_loop of an executor of Boost.Asio, so that a database shares the io_context of its program.
//
//     boost::asio::io_context io;
//     dt::engine<dt::postgres> engine{url, {.loop = std::make_shared<dt::asio_loop>(io.get_executor())}};
#pragma once

#include <dovetail/core/error.hpp>
#include <dovetail/executor/event_loop.hpp>

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/posix/stream_descriptor.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/strand.hpp>
#include <boost/asio/thread_pool.hpp>

#include <algorithm>
#include <memory>
#include <system_error>
#include <utility>
#include <vector>

namespace dovetail {

/// Sockets stay their owner's: Asio knows one only while somebody waits for it, and never closes it. One at a time
/// waits for a socket.
///
/// Threads: the executor's, one at a time: that of an io_context which one thread runs, or a strand. Lifetime: ends
/// before the io_context does.
class asio_loop final : public event_loop {
public:
    using executor_type = boost::asio::any_io_executor;

    /// @param executor  of an io_context or thread_pool, a strand, or any_io_executor of one of these
    /// Errors: dt::error (usage) for any_io_executor of something else, which cannot say whether it runs here.
    template <class Executor>
        requires requires(Executor const& executor) { executor.running_in_this_thread(); }
    explicit asio_loop(Executor executor)
        : asio_loop(executor_type(std::move(executor)), [](executor_type const& of) noexcept {
              return of.target<Executor>()->running_in_this_thread();
          }) {}
    explicit asio_loop(executor_type executor) : asio_loop(executor, find_test(executor)) {}

    ~asio_loop() { waits_->close(); }

    executor_type get_executor() const noexcept { return waits_->executor; }

    /// Errors: std::bad_alloc; std::system_error for a socket that somebody waits for already, or that is none.
    void wait(waiter& who, int socket, unsigned interests, clock::time_point until) override {
        waits_->add(who, socket, interests, until);
    }
    void cancel(waiter& who) noexcept override { waits_->cancel(who); }
    bool is_here() const noexcept override { return runs_here_(waits_->executor); }

private:
    using test = bool (*)(executor_type const&) noexcept;

    /// One who waits, or room for one. `turn` tells the handlers of this wait from those of an earlier one.
    struct place {
        explicit place(executor_type const& executor) : socket(executor) {}
        boost::asio::posix::stream_descriptor socket;
        waiter* who = nullptr;
        clock::time_point until = never;
        unsigned turn = 0;
    };

    /// Shared with the handlers, which Asio may keep for longer than the loop lives.
    struct waits : std::enable_shared_from_this<waits> {
        explicit waits(executor_type runs_on) : executor(std::move(runs_on)), timer(executor) {}

        void add(waiter& who, int socket, unsigned interests, clock::time_point until) {
            place& mine = free_place();
            if (socket >= 0 && interests != nothing) assign(mine, socket);
            mine.who = &who;
            mine.until = until;
            try {
                if (socket >= 0 && (interests & readable)) watch(mine, mine.socket.wait_read);
                if (socket >= 0 && (interests & writable)) watch(mine, mine.socket.wait_write);
                if (until == clock::time_point::min())
                    boost::asio::post(executor, [self = shared_from_this(), &mine, turn = mine.turn] {
                        if (mine.turn == turn) self->end(mine, true);
                    });
                else arm(until);
            } catch (...) {
                take(mine);
                throw;
            }
        }
        void cancel(waiter& who) noexcept {
            for (auto const& each : places)
                if (each->who == &who) take(*each);
            rest();
        }
        void close() noexcept {
            for (auto const& each : places) take(*each);
            rest();
        }

    private:
        place& free_place() {
            for (auto const& each : places)
                if (each->who == nullptr) return *each;
            places.push_back(std::make_unique<place>(executor));
            return *places.back();
        }
        static void assign(place& mine, int socket) {
            boost::system::error_code failed;
            mine.socket.assign(socket, failed);
            if (failed) throw std::system_error(failed.value(), std::generic_category(), "dovetail: cannot wait for this socket");
        }
        void watch(place& mine, boost::asio::posix::descriptor_base::wait_type what) {
            mine.socket.async_wait(what, [self = shared_from_this(), &mine, turn = mine.turn](boost::system::error_code) {
                if (mine.turn == turn) self->end(mine, false);
            });
        }
        /// Nobody waits there any more.
        waiter* take(place& mine) noexcept {
            ++mine.turn;
            mine.until = never;
            if (mine.socket.is_open()) mine.socket.release();
            return std::exchange(mine.who, nullptr);
        }
        void end(place& mine, bool timed_out) noexcept {
            waiter* const who = take(mine);
            who->ready(timed_out);
            rest();
        }

        // One timer for all: deadlines are hardly ever reached, and a later one than the first needs no call of Asio's.
        void arm(clock::time_point until) {
            if (until >= armed_until) return;
            timer.expires_at(until);
            timer.async_wait([self = shared_from_this(), turn = ++timer_turn](boost::system::error_code) {
                if (self->timer_turn == turn) self->look_for_late();
            });
            armed_until = until;
        }
        /// A timer keeps io_context::run() from its end; it stops when no deadline is left.
        void rest() noexcept {
            if (armed_until == never) return;
            for (auto const& each : places)
                if (each->until != never) return;
            ++timer_turn;
            armed_until = never;
            timer.cancel();
        }
        void look_for_late() {
            armed_until = never;
            auto const now = clock::now();
            for (std::size_t count = places.size(); count > 0; --count) {       // no more than now: who is called may wait again
                place* late = nullptr;
                for (auto const& each : places)
                    if (each->who != nullptr && each->until <= now && (late == nullptr || each->until < late->until)) late = each.get();
                if (late == nullptr) break;
                end(*late, true);
            }
            auto first = never;
            for (auto const& each : places)
                if (each->until != clock::time_point::min()) first = std::min(first, each->until);
            arm(first);
        }

    public:
        executor_type executor;

    private:
        boost::asio::steady_timer timer;
        clock::time_point armed_until = never;
        unsigned timer_turn = 0;
        std::vector<std::unique_ptr<place>> places;
    };

    asio_loop(executor_type executor, test runs_here)
        : waits_(std::make_shared<waits>(std::move(executor))), runs_here_(runs_here) {}

    template <class Executor>
    static test test_for(executor_type const& of) {
        if (of.target<Executor>() == nullptr) return nullptr;
        return [](executor_type const& mine) noexcept { return mine.target<Executor>()->running_in_this_thread(); };
    }
    static test find_test(executor_type const& of) {
        using boost::asio::io_context;
        using boost::asio::strand;
        using boost::asio::thread_pool;
        for (test const found : {test_for<io_context::executor_type>(of), test_for<strand<io_context::executor_type>>(of),
                                 test_for<strand<executor_type>>(of), test_for<thread_pool::executor_type>(of),
                                 test_for<strand<thread_pool::executor_type>>(of)})
            if (found != nullptr) return found;
        throw error(error_category::usage,
                    "dovetail: this executor cannot say whether it runs on this thread; give asio_loop that of an io_context "
                    "or a strand");
    }

    std::shared_ptr<waits> waits_;
    test runs_here_;
};

}  // namespace dovetail
