// SPDX-License-Identifier: BSL-1.0
// The connections of an engine to a PostgreSQL database: bounded, given in the order of asking, shared where that is
// possible.
//
// A session takes a connection for itself, for its transaction. Statements of engine.execute() share the connections that
// no session has: each is sent at once behind those on their way.
#pragma once

#include <dovetail/backend/postgres/connection.hpp>
#include <dovetail/backend/postgres/dialect.hpp>
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
    std::size_t waiting = 0;        ///< who wait for one
    std::uint64_t opened = 0;       ///< since the beginning: those that are open, lost or closed
    std::uint64_t lost = 0;         ///< broke, or were found broken
    std::uint64_t closed = 0;       ///< for their age, or for what somebody left in them
    std::uint64_t timeouts = 0;     ///< waited in vain
};

/// Threads: that of its event loop. It outlives its leases.
template <>
class connection_pool<postgres> {
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
    /// Errors: dt::error of opening; `timeout` after the checkout timeout; `cancelled` when a stop is asked for, by any thread.
    connection* take(shared_hook* hook = nullptr, std::stop_token const& stop = {}) { return give(false, hook, stop); }
    /// A connection that others use, too, for statements that are on their own.
    connection* share(shared_hook* hook = nullptr) { return give(true, hook, {}); }

    /// The same where one stands and nobody waits; otherwise nullptr.
    connection* share_at_once() {
        place* const mine = first_ == nullptr ? find_open_place() : nullptr;
        if (mine == nullptr || (has_room() && mine->db->in_flight() > 0)) return nullptr;
        ++mine->sharers;
        return mine->db.get();
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
    /// Closes a connection in place of taking it back; once nobody shares it any more.
    void discard(connection* given) noexcept {
        place* const mine = find(given);
        mine->is_doomed = true;
        check_in(*mine, false);
    }

    pool_statistics statistics() const {
        auto numbers = numbers_;
        for (auto const& each : places_) {
            if (each->db == nullptr) continue;
            ++numbers.open;
            numbers.in_use += each->is_taken || each->sharers > 0;
        }
        for (asking const* each = first_; each != nullptr; each = each->next) ++numbers.waiting;
        return numbers;
    }

private:
    /// Room for one connection; empty while that is being opened.
    struct place {
        std::unique_ptr<connection> db;
        bool is_taken = false;
        bool will_be_shared = false;
        bool is_doomed = false;         ///< closed when nobody uses it any more
        std::size_t sharers = 0;
    };
    /// Someone who waits for a connection.
    struct asking {
        bool shares;
        postgres_backend::waiting_fiber* fiber = nullptr;
        place* given = nullptr;         ///< from then on it is not in the queue any more
        asking* previous = nullptr;
        asking* next = nullptr;
    };

    static options with_loop(options how) {
        if (!how.loop) how.loop = poll_loop::of_this_thread();
        return how;
    }

    connection* give(bool shares, shared_hook* hook, std::stop_token const& stop) {
        runner_.require_here();
        if (hook && hook_) *hook = hook_;
        place* mine = first_ == nullptr ? find_place(shares) : nullptr;      // who came earlier goes first
        if (mine == nullptr) mine = wait(shares, stop);
        if (mine->db == nullptr) open(*mine);
        return mine->db.get();
    }
    /// A place for one more user, marked as theirs; null if there is none. Its connection may still have to be opened.
    place* find_place(bool shares) {
        place* best = find_open_place();
        if (has_room() && (best == nullptr || best->db->in_flight() > 0)) {
            places_.push_back(std::make_unique<place>());
            best = places_.back().get();
            best->is_taken = true;      // nobody shares it before it stands
            best->will_be_shared = shares;
            return best;
        }
        if (best == nullptr) return nullptr;
        if (shares) ++best->sharers;
        else best->is_taken = true;
        return best;
    }
    bool has_room() const noexcept { return places_.size() < options_.pool_size; }
    /// The one where a statement waits least, of those that no session has; null if there is none.
    place* find_open_place() {
        place* best = nullptr;
        for (std::size_t i = 0; i < places_.size(); ++i) {
            place& each = *places_[i];
            if (each.db == nullptr || each.is_taken || each.is_doomed) continue;
            if (each.sharers == 0 && is_stale(each)) {
                forget(each);
                --i;
            } else if (each.db->is_usable() && (best == nullptr || load(*each.db) < load(*best->db))) best = &each;
        }
        return best;
    }
    /// How long a statement may wait there. One that was dropped may take any time.
    static std::size_t load(connection const& db) noexcept { return db.in_flight() + (db.has_dropped() ? 1000 : 0); }
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
    void open(place& mine) {
        try {
            mine.db = connection::open(location_, options_, *options_.loop);
        } catch (...) {
            forget(mine);
            serve();
            throw;
        }
        ++numbers_.opened;
        if (!mine.will_be_shared) return;
        mine.is_taken = false;
        ++mine.sharers;
        serve();
    }
    place* wait(bool shares, std::stop_token const& stop) {
        if (detail::fiber::current() == nullptr)
            throw error(error_category::busy, "dovetail: all connections of the pool are in use");
        postgres_backend::waiting_fiber fiber(*options_.loop);
        asking me{shares, &fiber, nullptr, last_};
        (last_ != nullptr ? last_->next : first_) = &me;
        last_ = &me;
        struct leaving {
            connection_pool& self;
            asking& me;
            bool has_taken = false;
            ~leaving() {
                if (me.given == nullptr) self.leave_queue(me);
                else if (!has_taken) self.give_back(*me.given, me.shares);
            }
        } at_exit{*this, me};
        auto const until = postgres_backend::after(options_.checkout_timeout);
        if (stop.stop_possible()) {
            postgres_backend::wake_pipe const stopped;
            std::stop_callback const at_stop(stop, [&] { stopped.wake(); });
            (void)fiber.wait(stopped.readable_end(), event_loop::readable, until);
        } else (void)fiber.wait(-1, event_loop::nothing, until);
        if (me.given == nullptr) {
            if (stop.stop_requested())
                throw error(error_category::cancelled, "dovetail: this session was asked to stop while it waited for a connection of the pool");
            ++numbers_.timeouts;
            throw error(error_category::timeout,
                        "dovetail: no connection of the pool became free in time (postgres_options::pool_size, checkout_timeout)");
        }
        at_exit.has_taken = true;
        return me.given;
    }
    /// Gives what is free to those who wait, in their order.
    void serve() noexcept {
        while (first_ != nullptr) {
            place* found;
            try {
                found = find_place(first_->shares);
            } catch (std::bad_alloc const&) {
                return;
            }
            if (found == nullptr) return;
            asking& next = *first_;
            leave_queue(next);
            next.given = found;
            next.fiber->wake();
        }
    }
    void leave_queue(asking& one) noexcept {
        (one.previous != nullptr ? one.previous->next : first_) = one.next;
        (one.next != nullptr ? one.next->previous : last_) = one.previous;
    }
    void give_back(place& mine, bool shared) noexcept {
        if (mine.db != nullptr) return check_in(mine, shared);
        forget(mine);
        serve();
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
        if (mine.sharers == 0 && !mine.is_taken) {
            try {
                mine.db->tidy();
            } catch (...) {             // it is lost, then
            }
            // Nobody shall wait for what nobody wants any more, nor be in another's transaction; closing ends both.
            if (mine.is_doomed || !mine.db->is_usable() || mine.db->has_dropped() || mine.db->has_strayed()) forget(mine);
        }
        serve();
    }
    /// Out of the pool; its connection is closed.
    void forget(place& mine) noexcept {
        if (mine.db != nullptr) ++(mine.db->is_usable() ? numbers_.closed : numbers_.lost);
        std::erase_if(places_, [&](auto const& each) { return each.get() == &mine; });
    }

    std::string location_;
    options options_;
    detail::fiber_runner runner_;
    shared_hook hook_;
    std::vector<std::unique_ptr<place>> places_;
    asking* first_ = nullptr;           ///< of those who wait
    asking* last_ = nullptr;
    pool_statistics numbers_;
};

}  // namespace dovetail
