// SPDX-License-Identifier: BSL-1.0
// The engine: a database's location, how it is opened, and the connections that are not in use.
//
//     dt::engine<dt::sqlite> engine{"app.db"};
//     auto n = co_await engine.execute(dt::select(dt::count(users.id)));    // commits by itself
//
// An engine may be shared by threads. It outlives its sessions.
#pragma once

#include <dovetail/executor/execute.hpp>
#include <dovetail/executor/insert_rows.hpp>
#include <dovetail/executor/log.hpp>

#include <mutex>

namespace dovetail {

template <class Dialect>
class engine : public statement_runner<Dialect> {
    using base = statement_runner<Dialect>;
    using driver_type = driver<Dialect>;

public:
    using options = typename driver_type::options;
    using connection = typename driver_type::connection;

    /// @param location  a file's path or URI, or ":memory:", for SQLite. Nothing is opened before it is needed.
    explicit engine(std::string location, options how = {})
        : base(false), location_(std::move(location)), options_(std::move(how)),
          is_private_(driver_type::is_private(location_)) {}

    /// Runs one statement by itself: it is committed when the await is over.
    /// Errors: dt::error of the statement.
    template <class Statement>
    auto execute(Statement statement) {
        return detail::make_execution<as_result, Dialect>(*this, statement);
    }

    /// Statements that the engine and its sessions have sent, without transaction control.
    std::int64_t statement_count() const {
        std::lock_guard const lock(mutex_);
        return sent_;
    }
    /// Shows every statement to a function, also those of sessions that begin from now on. Called on the thread that
    /// sends the statement; it must not use the session or engine.
    void on_statement(statement_hook hook) {
        std::lock_guard const lock(mutex_);
        hook_ = std::move(hook);
    }

    std::string const& location() const noexcept { return location_; }

    /// A connection for a while; given back on destruction. Used by sessions.
    class lease {
    public:
        lease() = default;
        explicit lease(engine& owner) : owner_(&owner), connection_(owner.take()) {}
        lease(lease&& other) noexcept : owner_(std::exchange(other.owner_, nullptr)), connection_(std::move(other.connection_)) {}
        lease& operator=(lease&& other) noexcept {
            give_back();
            owner_ = std::exchange(other.owner_, nullptr);
            connection_ = std::move(other.connection_);
            return *this;
        }
        ~lease() { give_back(); }
        /// Closes the connection in place of giving it back.
        void discard() noexcept {
            connection_.reset();
            if (owner_) std::exchange(owner_, nullptr)->put(nullptr);
        }
        explicit operator bool() const noexcept { return owner_ != nullptr; }
        connection& operator*() const noexcept { return *connection_; }
        connection* operator->() const noexcept { return connection_.get(); }

    private:
        void give_back() noexcept {
            if (owner_) std::exchange(owner_, nullptr)->put(std::move(connection_));
        }
        engine* owner_ = nullptr;
        std::unique_ptr<connection> connection_;
    };

    statement_hook hook() const {
        std::lock_guard const lock(mutex_);
        return hook_;
    }
    void count_statements(std::int64_t sent) noexcept {
        std::lock_guard const lock(mutex_);
        sent_ += sent;
    }

private:
    std::int64_t run(statement_info& what, parameters const& values, typename base::sink const& rows) override {
        lease db(*this);
        statement_log log(hook());
        count_statements(1);
        return log.measure(what.text(), false, [&] { return driver_type::run(*db, what, values, rows); });
    }

    std::int64_t run_work(connection_work<Dialect>& work) override {
        lease db(*this);
        statement_log log(hook());
        struct sending {
            engine& of;
            statement_log& log;
            ~sending() { of.count_statements(log.count()); }
        } const at_exit{*this, log};
        log.measure("BEGIN", true, [&] { return db->begin(driver_type::begin_mode::immediate), 0; });
        try {
            auto const changed = work.run(*db, log);
            log.measure("COMMIT", true, [&] { return db->commit(), 0; });
            return changed;
        } catch (...) {
            log.measure("ROLLBACK", true, [&] { return db->rollback(), 0; });
            throw;
        }
    }

    std::unique_ptr<connection> take() {
        {
            std::lock_guard const lock(mutex_);
            if (!idle_.empty()) {
                auto found = std::move(idle_.back());
                idle_.pop_back();
                return found;
            }
            if (is_private_ && opened_ > 0)
                throw error(error_category::busy,
                            "dovetail: a database in memory has one connection, and another session is using it; end that "
                            "session's transaction first, or use a file");
            ++opened_;
        }
        try {
            return std::make_unique<connection>(driver_type::open(location_, options_));
        } catch (...) {
            std::lock_guard const lock(mutex_);
            --opened_;
            throw;
        }
    }
    void put(std::unique_ptr<connection> given) noexcept {
        std::lock_guard const lock(mutex_);
        if (given) idle_.push_back(std::move(given));
        else --opened_;
    }

    std::string location_;
    options options_;
    bool is_private_;
    mutable std::mutex mutex_;
    std::vector<std::unique_ptr<connection>> idle_;
    std::size_t opened_ = 0;
    std::int64_t sent_ = 0;
    statement_hook hook_;
};

}  // namespace dovetail
