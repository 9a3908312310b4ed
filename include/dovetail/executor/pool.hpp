// SPDX-License-Identifier: BSL-1.0
// The connections of one database that are not in use, and the lease of one for a while.
//
//     lease<sqlite> db(pool);
//     db->execute("...");         // given back when `db` ends
#pragma once

#include <dovetail/executor/driver.hpp>
#include <dovetail/executor/job.hpp>
#include <dovetail/executor/log.hpp>

#include <atomic>
#include <memory>
#include <mutex>
#include <stop_token>
#include <utility>
#include <vector>

namespace dovetail {

/// Opens connections when there is none to give, and keeps those that come back. Any thread may use it; it outlives its
/// leases.
template <class Dialect>
class connection_pool {
    using driver_type = driver<Dialect>;

public:
    using options = typename driver_type::options;
    using connection = typename driver_type::connection;

    connection_pool(std::string location, options how)
        : location_(std::move(location)), options_(std::move(how)), is_private_(driver_type::is_private(location_)) {}

    connection_pool(connection_pool const&) = delete;
    connection_pool& operator=(connection_pool const&) = delete;
    ~connection_pool() { delete spare_.load(); }

    std::string const& location() const noexcept { return location_; }
    options const& opened_with() const noexcept { return options_; }
    /// Whether each connection would be a database of its own, so that there can be one only.
    bool is_private() const noexcept { return is_private_; }

    /// What runs the engine's operations; null: in place.
    detail::job_runner* runner() noexcept { return nullptr; }

    shared_hook hook() const {
        std::lock_guard const lock(mutex_);
        return hook_;
    }
    void set_hook(shared_hook hook) {
        std::lock_guard const lock(mutex_);
        has_hook_.store(hook != nullptr, std::memory_order_relaxed);
        hook_.swap(hook);
    }

    /// A connection; with the hook for its statements, if there is one.
    /// Errors: dt::error of opening; `busy` if the only connection there can be is in use.
    connection* take(shared_hook* hook = nullptr, std::stop_token const& = {}) {
        if (hook && has_hook_.load(std::memory_order_relaxed)) [[unlikely]] *hook = this->hook();
        if (connection* const found = spare_.exchange(nullptr, std::memory_order_acq_rel)) [[likely]] return found;
        return take_other();
    }
    /// Takes a connection back.
    void put(connection* given) noexcept {
        connection* none = nullptr;
        if (spare_.compare_exchange_strong(none, given, std::memory_order_acq_rel)) [[likely]] return;
        std::lock_guard const lock(mutex_);
        idle_.emplace_back(given);
    }
    /// Closes a connection in place of taking it back.
    void discard(connection* given) noexcept {
        delete given;
        std::lock_guard const lock(mutex_);
        --opened_;
    }
    // Each user has a connection of its own here; another backend's pool may lend one to several.
    connection* share(shared_hook* hook) { return take(hook); }
    void put_shared(connection* given) noexcept { put(given); }

private:
    [[gnu::noinline]] connection* take_other() {
        {
            std::lock_guard const lock(mutex_);
            if (!idle_.empty()) {
                auto found = std::move(idle_.back());
                idle_.pop_back();
                return found.release();
            }
            if (is_private_ && opened_ > 0)
                throw error(error_category::busy,
                            "dovetail: a database in memory has one connection, and another session is using it; end that "
                            "session's transaction first, or use a file");
            idle_.reserve(++opened_);       // so that put() needs no memory
        }
        try {
            return new connection(driver_type::open(location_, options_));
        } catch (...) {
            std::lock_guard const lock(mutex_);
            --opened_;
            throw;
        }
    }

    std::string location_;
    options options_;
    bool is_private_;
    /// The one that came back last: most programs need no other, and so no lock, which is 2% of a look-up.
    std::atomic<connection*> spare_{nullptr};
    std::atomic<bool> has_hook_{false};
    mutable std::mutex mutex_;
    std::vector<std::unique_ptr<connection>> idle_;
    std::size_t opened_ = 0;
    shared_hook hook_;
};

/// A connection for a while; given back on destruction. Move-only.
template <class Dialect>
class lease {
    using pool = connection_pool<Dialect>;
    using connection = typename pool::connection;

public:
    lease() = default;
    explicit lease(pool& owner, shared_hook* hook = nullptr) : owner_(&owner), connection_(owner.take(hook)) {}
    /// The same, for someone who may be asked to stop, also while there is no connection.
    lease(pool& owner, std::stop_token const& stop) : owner_(&owner), connection_(owner.take(nullptr, stop)) {}
    /// A connection that others may use at the same time.
    static lease shared(pool& owner, shared_hook* hook) {
        lease mine;
        mine.connection_ = owner.share(hook);
        mine.owner_ = &owner;
        mine.is_shared_ = true;
        return mine;
    }
    /// The same where there is one that stands and nobody waits; otherwise empty.
    static lease shared_at_once(pool& owner) {
        lease mine;
        mine.connection_ = owner.share_at_once();
        if (mine.connection_ != nullptr) mine.owner_ = &owner;
        mine.is_shared_ = true;
        return mine;
    }
    lease(lease&& other) noexcept
        : owner_(std::exchange(other.owner_, nullptr)), connection_(other.connection_), is_shared_(other.is_shared_) {}
    lease& operator=(lease&& other) noexcept {
        give_back();
        owner_ = std::exchange(other.owner_, nullptr);
        connection_ = other.connection_;
        is_shared_ = other.is_shared_;
        return *this;
    }
    ~lease() { give_back(); }

    /// Closes the connection in place of giving it back.
    void discard() noexcept {
        if (owner_) std::exchange(owner_, nullptr)->discard(connection_);
    }
    explicit operator bool() const noexcept { return owner_ != nullptr; }
    connection& operator*() const noexcept { return *connection_; }
    connection* operator->() const noexcept { return connection_; }

private:
    void give_back() noexcept {
        if (!owner_) return;
        pool* const owner = std::exchange(owner_, nullptr);
        if (is_shared_) owner->put_shared(connection_);
        else owner->put(connection_);
    }
    pool* owner_ = nullptr;
    connection* connection_ = nullptr;
    bool is_shared_ = false;
};

}  // namespace dovetail
