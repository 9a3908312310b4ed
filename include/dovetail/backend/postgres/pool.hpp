// SPDX-License-Identifier: BSL-1.0
// The connections of an engine to a PostgreSQL database: bounded, given in the order of asking, shared where that is
// possible.
//
// A session takes a connection for itself, for its transaction. Statements of engine.execute() share the connections that
// no session has: each is sent at once behind those on their way. Connections are opened for those who wait, by the pool:
// one that stands goes to who has waited longest. So does the error of one that cannot be opened, where none stands;
// otherwise, as with a server that is full, the pool makes do with those there are, and tries again after a while.
#pragma once

#include <dovetail/backend/postgres/connection.hpp>
#include <dovetail/backend/postgres/dialect.hpp>
#include <dovetail/backend/postgres/opening.hpp>
#include <dovetail/backend/postgres/pool_queue.hpp>
#include <dovetail/backend/postgres/wake_pipe.hpp>
#include <dovetail/executor/pool.hpp>
#include <dovetail/executor/poll_loop.hpp>

#include <cstdint>
#include <stop_token>

namespace dovetail {

/// Numbers of a pool at one moment.
struct pool_statistics {
    std::size_t open = 0;           ///< connections that stand
    std::size_t in_use = 0;         ///< of these, taken by a session or with statements on their way
    std::size_t opening = 0;        ///< connections that are being opened; with those that are open no more than the pool's size
    std::size_t waiting = 0;        ///< who wait for one
    std::uint64_t opened = 0;       ///< since the beginning: those that are open, lost or closed
    std::uint64_t failed = 0;       ///< could not be opened
    std::uint64_t lost = 0;         ///< broke, or were found broken
    std::uint64_t closed = 0;       ///< for their age, or for what somebody left in them
    std::uint64_t timeouts = 0;     ///< waited in vain
};

/// Threads: that of its event loop. It outlives its leases.
template <>
class connection_pool<postgres> final : private postgres_backend::opening::owner {
    using clock = event_loop::clock;

public:
    using options = postgres_options;
    using connection = postgres_backend::connection;

    connection_pool(std::string location, options how)
        : location_(std::move(location)),
          options_(with_loop(std::move(how))),
          runner_(*options_.loop) {
        if (options_.pool_size == 0)
            throw error(error_category::usage, "dovetail: a pool needs room for one connection at least (postgres_options::pool_size)");
    }
    connection_pool(connection_pool const&) = delete;
    connection_pool& operator=(connection_pool const&) = delete;

    std::string const& location() const noexcept { return location_; }
    options const& opened_with() const noexcept { return options_; }
    bool is_private() const noexcept { return false; }
    detail::fiber_runner* runner() { return &runner_; }
    shared_hook hook() const { return hook_; }
    bool has_hook() const noexcept { return hook_ != nullptr; }
    void set_hook(shared_hook hook) { hook_.swap(hook); }

    /// A connection for one user. Waits while there is none.
    /// Errors: dt::error of an opening that began since; `timeout` after the checkout timeout; `cancelled` when a stop is asked for, by
    /// any thread.
    connection* take(shared_hook* hook = nullptr, std::stop_token const& stop = {}) { return give(false, hook, stop); }
    /// A connection that others use, too, for statements that are on their own.
    connection* share(shared_hook* hook = nullptr) { return give(true, hook, {}); }

    /// The same where one stands and nobody waits; otherwise nullptr.
    connection* share_at_once() {
        place* const mine = queue_.is_empty() ? find_place(true) : nullptr;
        return mine != nullptr ? mine->db.get() : nullptr;
    }

    void put(connection* given) noexcept {
        place* const mine = find(given);
        try {
            given->rollback();
        } catch (...) {                 // it is lost, then
        }
        check_in(*mine, false);
    }
    void put_shared(connection* given) noexcept { check_in(*find(given), true); }
    /// Closes a connection in place of taking it back.
    void discard(connection* given) noexcept {
        forget(*find(given));
        serve();
    }

    pool_statistics statistics() const {
        auto numbers = numbers_;
        numbers.open = places_.size();
        for (auto const& each : places_) numbers.in_use += each->is_taken || each->sharers > 0;
        numbers.waiting = queue_.size();
        return numbers;
    }

private:
    /// A connection and who use it.
    struct place {
        std::unique_ptr<connection> db;
        bool is_taken = false;
        std::size_t sharers = 0;
    };
    using queue = postgres_backend::pool_queue<place>;
    using opening = postgres_backend::opening;

    static options with_loop(options how) {
        if (!how.loop) how.loop = poll_loop::of_this_thread();
        return how;
    }

    connection* give(bool shares, shared_hook* hook, std::stop_token const& stop) {
        runner_.require_here();
        if (hook && hook_) *hook = hook_;
        place* mine = queue_.is_empty() ? find_place(shares) : nullptr;      // who came earlier goes first
        if (mine == nullptr) mine = detail::fiber::current() != nullptr ? wait(shares, stop) : open_here(shares);
        return mine->db.get();
    }
    /// A place for one more user, marked as theirs; null if there is none. Nobody waits behind others where there may be a
    /// connection that nobody uses. Nor does a session behind statements of others: one that is woken to send its own would send it
    /// into the session's transaction, and a request to stop the session's would stop theirs.
    place* find_place(bool shares) {
        place* const best = find_open_place();
        return best == nullptr || ((may_grow() || !shares) && load(*best) > 0) ? nullptr : use(*best, shares);
    }
    static place* use(place& mine, bool shares) noexcept {
        if (shares) ++mine.sharers;
        else mine.is_taken = true;
        return &mine;
    }
    /// Whether more connections may stand than do.
    bool may_grow() const noexcept { return places_.size() < options_.pool_size && !was_refused(); }
    /// Where none stands, nobody is kept waiting.
    bool was_refused() const noexcept { return !places_.empty() && event_loop::last_tick() < refused_until_; }
    bool has_room() const noexcept { return places_.size() + numbers_.opening < options_.pool_size; }
    /// The one where a statement waits least, of those that no session has; null if there is none.
    place* find_open_place() {
        place* best = nullptr;
        for (std::size_t i = 0; i < places_.size(); ++i) {
            place& each = *places_[i];
            if (each.is_taken) continue;
            if (each.sharers == 0 && is_stale(each)) {
                forget(each);
                --i;
            } else if (each.db->is_usable() && (best == nullptr || load(each) < load(*best))) best = &each;
        }
        return best;
    }
    /// How long a statement may wait there. One that was dropped may take any time.
    static std::size_t load(place const& one) noexcept { return one.sharers + (one.db->has_dropped() ? 1000 : 0); }
    /// Whether an unused connection is too old, or was closed by the server. To ask the socket is a system call, so one
    /// that was in use just now is trusted.
    bool is_stale(place& each) const {
        auto const now = event_loop::last_tick();
        auto const is_over = [&](clock::time_point since, std::chrono::milliseconds limit) {
            return limit.count() > 0 && now - since > limit;
        };
        return !each.db->is_usable() || each.db->has_strayed() || is_over(each.db->opened_at(), options_.lifetime_limit) ||
               is_over(each.db->used_at, options_.idle_limit) ||
               (now - each.db->used_at >= options_.health_check_after && !each.db->is_alive());
    }

    place* wait(bool shares, std::stop_token const& stop) {
        queue::asking me(queue_, *options_.loop, shares, begun());
        struct giving_back {
            connection_pool& self;
            queue::asking& me;
            ~giving_back() {
                if (me.given != nullptr) self.check_in(*me.given, me.shares);
            }
        } at_exit{*this, me};
        auto const until = postgres_backend::after(options_.checkout_timeout);
        auto const wait_with = [&](int socket, unsigned interests) {
            do {
                open_more();
                me.wait(socket, interests, std::min(until, clock::now() + pause_after_refusal));
            } while (me.is_waiting() && !stop.stop_requested() && clock::now() < until);
        };
        if (stop.stop_possible()) {
            postgres_backend::wake_pipe const stopped;
            std::stop_callback const at_stop(stop, [&] { stopped.wake(); });
            wait_with(stopped.readable_end(), event_loop::readable);
        } else wait_with(-1, event_loop::nothing);
        if (me.failure) std::rethrow_exception(me.failure);
        if (me.given == nullptr && stop.stop_requested())
            throw error(error_category::cancelled, "dovetail: this session was asked to stop while it waited for a connection of the pool");
        if (me.given == nullptr) throw_timeout();
        return std::exchange(me.given, nullptr);
    }
    [[noreturn]] void throw_timeout() {
        ++numbers_.timeouts;
        std::string because = "dovetail: no connection of the pool became free in time (postgres_options::pool_size, checkout_timeout)";
        try {
            if (last_failure_) std::rethrow_exception(last_failure_);
        } catch (std::exception const& failure) {
            because.append("; the last one that was to be opened: ").append(failure.what());
        }
        throw error(error_category::timeout, because);
    }
    /// Gives what is free to those who wait, in their order.
    void serve() noexcept {
        try {
            while (!queue_.is_empty()) {
                place* const found = find_place(queue_.front().shares);
                if (found == nullptr) return open_more();
                queue_.front().answer(found, nullptr);
            }
        } catch (std::bad_alloc const&) {       // who asks next tries again
        }
    }

    /// A connection for each who waits, as far as there is room.
    void open_more() {
        while (!is_beginning_ && has_room() && !was_refused() && numbers_.opening < queue_.size()) {
            std::erase_if(openings_, [](auto const& each) { return each->is_over(); });
            openings_.push_back(std::make_unique<opening>(static_cast<opening::owner&>(*this), begun(), runner_, location_, options_));
            ++numbers_.opening;
            is_beginning_ = true;       // one that fails at once comes back here
            openings_.back()->begin();
            is_beginning_ = false;
        }
    }
    void opened(opening const& by, std::unique_ptr<connection> made, std::exception_ptr failure) noexcept override {
        --numbers_.opening;
        place* fresh = nullptr;
        try {
            if (made) fresh = &add(std::move(made));
        } catch (...) {
            failure = std::current_exception();
        }
        last_failure_ = failure;
        if (failure) {
            ++numbers_.failed;
            refused_until_ = clock::now() + pause_after_refusal;
        }
        if (!queue_.is_empty()) {
            auto& first = queue_.front();
            if (fresh != nullptr) first.answer(use(*fresh, first.shares), nullptr);
            else if (places_.empty() && by.number >= first.since) first.answer(nullptr, std::move(failure));
        }
        serve();
    }
    /// Openings, in all.
    std::uint64_t begun() const noexcept { return numbers_.opened + numbers_.failed + numbers_.opening; }
    /// Outside of a fiber the thread may block.
    place* open_here(bool shares) {
        if (!has_room()) throw error(error_category::busy, "dovetail: all connections of the pool are in use");
        return use(add(connection::open(location_, options_, *options_.loop)), shares);
    }
    place& add(std::unique_ptr<connection> made) {
        places_.push_back(std::make_unique<place>(std::move(made)));
        ++numbers_.opened;
        return *places_.back();
    }

    place* find(connection const* of) noexcept {
        for (auto const& each : places_)
            if (each->db.get() == of) return each.get();
        return nullptr;
    }
    void check_in(place& mine, bool shared) noexcept {
        if (shared) --mine.sharers;
        else mine.is_taken = false;
        mine.db->used_at = event_loop::last_tick();
        if (mine.sharers == 0) {
            try {
                mine.db->tidy();
            } catch (...) {             // it is lost, then
            }
            // Nobody shall wait for what nobody wants any more, nor be in another's transaction; closing ends both.
            if (!mine.db->is_usable() || mine.db->has_dropped() || mine.db->has_strayed()) forget(mine);
        }
        serve();
    }
    /// Out of the pool; its connection is closed.
    void forget(place& mine) noexcept {
        ++(mine.db->is_usable() ? numbers_.closed : numbers_.lost);
        std::erase_if(places_, [&](auto const& each) { return each.get() == &mine; });
    }

    std::string location_;
    options options_;
    detail::fiber_runner runner_;
    shared_hook hook_;
    std::vector<std::unique_ptr<place>> places_;
    queue queue_;
    pool_statistics numbers_;
    bool is_beginning_ = false;         ///< an opening
    std::exception_ptr last_failure_;   ///< of the last one
    static constexpr std::chrono::milliseconds pause_after_refusal{1'000};
    clock::time_point refused_until_{};
    std::vector<std::unique_ptr<opening>> openings_;        ///< last: they end before what they use
};

}  // namespace dovetail
