// SPDX-License-Identifier: BSL-1.0
// The engine: a database's location, how it is opened, its connections and worker threads.
//
//     dt::engine<dt::sqlite> engine{"app.db"};
//     auto n = co_await engine.execute(dt::select(dt::count(users.id)));    // commits by itself
//
// An engine may be shared by threads. It outlives its sessions.
#pragma once

#include <dovetail/executor/execute.hpp>
#include <dovetail/executor/pool.hpp>
#include <dovetail/executor/stream.hpp>

namespace dovetail {

template <class Dialect>
class engine : public statement_runner<Dialect> {
    using base = statement_runner<Dialect>;
    using driver_type = driver<Dialect>;
    using worker_type = typename driver_type::worker_type;

public:
    using options = typename driver_type::options;
    using connection = typename driver_type::connection;

    /// @param location  for SQLite a file's path, a URI, or ":memory:". Nothing is opened before it is needed.
    explicit engine(std::string location, options how = {}) : base(false), pool_(std::move(location), std::move(how)) {
        this->runs_on_ = pool_.runner();
        unsigned threads = driver_type::threads(pool_.opened_with());
        if (pool_.is_private()) threads = threads > 0;
        if (threads > 0) {
            workers_ = std::make_unique<worker_type[]>(threads);
            worker_count_ = threads;
            this->runs_on_ = &workers_[0];
            this->gate_ = &one_writer_;
        }
    }

    /// Runs one statement by itself: it is committed when the await is over.
    /// Errors: dt::error of the statement.
    template <class Statement, class... Arguments>
    auto execute(Statement statement, Arguments const&... arguments) {
        return detail::make_execution<as_result, Dialect>(*this, statement, arguments...);
    }
    /// A select's rows, one by one, over a connection of its own.
    template <class Statement>
    auto stream(Statement statement) {
        return detail::make_stream<Dialect>(
            *this,
            [](base& self, lease<Dialect>& mine, statement_info& what, parameters const& values) -> connection& {
                auto& of = static_cast<engine&>(self);
                statement_log log;
                mine = lease<Dialect>(of.pool_, &log.hook);
                of.count_statements(1);
                log.begin(what.text(), values);
                return *mine;
            },
            statement);
    }

    /// Statements that the engine and its sessions have sent, without transaction control. A session's are added when
    /// its transaction ends.
    std::int64_t statement_count() const noexcept { return sent_.load(std::memory_order_relaxed); }
    /// Shows every statement to a function, also those of sessions that begin from now on. Called on the thread that
    /// sends the statement; it must not use the session or engine, nor throw.
    /// @param from  statement_phase::begins: also when it begins
    void on_statement(statement_hook hook, statement_phase from = statement_phase::ended) {
        pool_.set_hook(detail::share_hook(std::move(hook), from));
    }

    std::string const& location() const noexcept { return pool_.location(); }

    // For sessions.
    connection_pool<Dialect>& pool() noexcept { return pool_; }
    detail::write_gate* gate() noexcept { return this->gate_; }
    void count_statements(std::int64_t sent) noexcept { sent_.fetch_add(sent, std::memory_order_relaxed); }
    detail::job_runner* next_runner() override {
        if (worker_count_ == 0) return this->runs_on_;
        return &workers_[next_.fetch_add(1, std::memory_order_relaxed) % worker_count_];
    }

private:
    std::int64_t run(statement_info& what, parameters const& values, typename base::sink const& rows) override {
        statement_log log;
        auto const db = lease<Dialect>::shared(pool_, &log.hook);
        count_statements(1);
        return log.measure(what.text(), false, [&] { return driver_type::run(*db, what, values, rows); }, &values);
    }
    bool send_early(statement_info& what, parameters const& values, typename driver_type::early_statement& early,
                    detail::job& by) override {
        if constexpr (driver_type::sends_early) {
            if (pool_.has_hook()) return false;         // run() shows it
            count_statements(1);
            if (driver_type::send_early(pool_, what, values, early, by)) return true;
            count_statements(-1);
        }
        return false;
    }
    std::int64_t run_work(connection_work<Dialect>& work) override {
        statement_log log;
        lease<Dialect> db(pool_, &log.hook);
        struct counting {
            engine& of;
            statement_log& log;
            ~counting() { of.count_statements(log.count()); }
        } const at_exit{*this, log};
        log.measure("BEGIN", true, [&] { return driver_type::begin_to_write(*db), 0; });
        try {
            auto const changed = work.run(*db, log);
            log.measure("COMMIT", true, [&] { return db->commit(), 0; });
            return changed;
        } catch (...) {
            log.measure("ROLLBACK", true, [&] { return db->rollback(), 0; });
            throw;
        }
    }

    connection_pool<Dialect> pool_;
    std::atomic<std::int64_t> sent_{0};
    detail::write_gate one_writer_;
    std::atomic<std::size_t> next_{0};
    std::size_t worker_count_ = 0;
    std::unique_ptr<worker_type[]> workers_;        // last: their jobs use all of the above
};

}  // namespace dovetail
