// SPDX-License-Identifier: BSL-1.0
// The transaction of a session: begun by the first statement, ended by commit, rollback or destruction; savepoints.
#pragma once

#include <dovetail/executor/batch.hpp>
#include <dovetail/executor/copy_rows.hpp>
#include <dovetail/executor/engine.hpp>
#include <dovetail/session/objects.hpp>
#include <dovetail/session/operation.hpp>
#include <dovetail/session/stop_watch.hpp>

#include <string>

namespace dovetail {

template <class Dialect>
struct session_options {
    /// What BEGIN does; the engine's choice where it is left out.
    std::optional<typename driver<Dialect>::begin_mode> begin{};
};

namespace detail {

/// What a session does with its connection. The objects of the session follow the transaction.
template <class Dialect>
class session_transaction : public statement_runner<Dialect>, protected session_objects<Dialect> {
protected:
    using runner = statement_runner<Dialect>;
    using objects = session_objects<Dialect>;
    using driver_type = driver<Dialect>;
    using connection = typename driver_type::connection;
    template <class R, class Work>
    using operation = session_operation<R, Work>;

    session_transaction(engine<Dialect>& of, session_options<Dialect> how)
        : runner(true), engine_(of), options_(how), log_(of.pool().hook()) {
        this->runs_on_ = of.next_runner();
        this->gate_ = of.gate();
    }
    ~session_transaction() = default;

    template <class R, class F>
    auto work(F f) {
        return operation<R, F>(*this, std::move(f), false);
    }
    template <class R, class F>
    auto work_that_writes(F f) {
        return operation<R, F>(*this, std::move(f), true);
    }

    std::int64_t run(statement_info& what, parameters const& values, typename runner::sink const& rows) override {
        return send([&] {
            return log_.measure(what.text(), false, [&] { return driver_type::run(*lease_, what, values, rows); }, &values);
        });
    }
    template <class... Items>
    void run_batch(std::tuple<Items...>& items) {
        send([&] { detail::run_batch<Dialect>(*lease_, log_, items); });
    }
    std::int64_t run_work(connection_work<Dialect>& some) override {
        return all_or_nothing([&] { return some.run(*lease_, log_); });
    }
    template <class Model, class Rows, class Progress>
    std::int64_t copy_rows(Rows& rows, Progress& progress) {
        return all_or_nothing([&] { return detail::copy_rows<Dialect, Model>(*lease_, log_, rows, progress); });
    }
    /// Sends something in the transaction, which is over if the database ended it because of an error.
    template <class Send>
    auto send(Send what) {
        flush_changes();
        begin_transaction();
        try {
            return what();
        } catch (...) {
            if (!driver_type::in_transaction(*lease_)) lose_all();
            throw;
        }
    }
    /// What may take several statements, of which an error undoes all.
    template <class Work>
    std::int64_t all_or_nothing(Work some) {
        transaction_scope all(*this, true);
        all.begin();
        auto const count = some();
        all.end();
        return count;
    }
    /// How the next transaction begins, where that was said.
    std::optional<typename driver_type::begin_mode> const& next_begin() const { return begins_ ? begins_ : options_.begin; }
    /// @param writes  from its first statement on
    void begin_transaction(bool writes = false) {
        require_not_stopped();
        if (lease_) return;
        lease<Dialect> fresh(engine_.pool(), stop_.token());
        require_not_stopped();      // nor while it waited for the connection
        log_.measure("BEGIN", true, [&] {
            if (auto const& how = next_begin()) fresh->begin(*how);
            else if (writes) driver_type::begin_to_write(*fresh);
            else fresh->begin();
            return 0;
        });
        lease_ = std::move(fresh);
        if (stop_.is_set()) heed_stop();
        std::lock_guard const lock(running_mutex_);
        running_ = &*lease_;
    }
    void require_not_stopped() const {
        if (stop_.is_asked()) throw error(error_category::cancelled, "dovetail: this session was asked to stop, so it runs no further statement");
    }
    /// What the connection runs from now on ends when a stop is asked for, also between the question above and its start.
    void heed_stop() {
        driver_type::stop_when(*lease_, [](void* of) { return int(static_cast<session_transaction*>(of)->stop_.is_asked()); }, this);
    }
    void stop_with(std::stop_token token) {
        stop_.heed(std::move(token), [](void* of) noexcept { static_cast<session_transaction*>(of)->cancel_running(); }, this);
        if (lease_) heed_stop();
    }
    void cancel_running() noexcept {
        std::lock_guard const lock(running_mutex_);
        if (running_) driver_type::interrupt(*running_);
    }
    /// What ends a transaction is not stopped.
    void stop_no_more() noexcept {
        {
            std::lock_guard const lock(running_mutex_);
            running_ = nullptr;
        }
        if (lease_ && stop_.is_set()) driver_type::stop_when(*lease_, nullptr, nullptr);
    }
    /// The connection goes back, behind stop_no_more(): nothing may be cancelled on it any more.
    void end_transaction() noexcept {
        lease_ = {};
        savepoints_.clear();
        this->leave_gate();
        engine_.count_statements(log_.count() - reported_);
        reported_ = log_.count();
    }
    bool will_write() const override {
        if (objects::has_changes()) return true;
        if (lease_) return false;
        auto const& how = next_begin();
        return how ? driver_type::begins_writing(*how) : driver_type::begins_writing(engine_.pool().opened_with());
    }
    void flush_changes() {
        if (!objects::has_changes()) return;
        try {
            begin_transaction();
            objects::flush(*lease_, log_);
        } catch (...) {
            if (savepoints_.empty() || !driver_type::in_transaction(*lease_)) lose_all();
            else roll_back_to(savepoints_.back());
            throw;
        }
    }
    void commit_all() {
        flush_changes();
        if (!lease_) return;
        require_not_stopped();
        try {
            stop_no_more();
            log_.measure("COMMIT", true, [&] { return lease_->commit(), 0; });
        } catch (...) {
            lose_all();
            throw;
        }
        objects::forget_undo();
        end_transaction();
    }
    void roll_back() noexcept {
        objects::undo_to({});
        if (!lease_) return;
        stop_no_more();
        try {
            log_.measure("ROLLBACK", true, [&] { return lease_->rollback(), 0; });
        } catch (...) {
            lease_.discard();       // a connection that cannot roll back is closed, which does
        }
        end_transaction();
    }
    /// Rolls back because of an error, which the coroutine of a transaction() may catch and not see the loss.
    void lose_all() noexcept {
        roll_back();
        lost_all_ = true;
    }
    void send_text(std::string_view text) {
        log_.measure(text, false, [&] { return lease_->execute(text), 0; });
    }
    template <class Change>
    void change_tables(Change change) {
        bool const own = !lease_;
        flush_changes();
        begin_transaction(true);
        try {
            if (!driver_type::before_table_changes.empty()) control(driver_type::before_table_changes);
            change();
        } catch (...) {
            if (own) roll_back();
            throw;
        }
        if (own) commit_all();
    }
    void control(std::string_view text) {
        log_.measure(text, true, [&] { return driver_type::control(*lease_, text), 0; });
    }

    /// A savepoint that is open, and where the objects were when it began.
    struct savepoint {
        std::string name;
        typename objects::marks before;
        bool is_lost = false;       ///< an error has taken it back to its beginning
    };
    void roll_back_to(savepoint& to) noexcept {
        to.is_lost = true;
        try {
            control("ROLLBACK TO " + to.name);
            objects::undo_to(to.before);
        } catch (...) {
            lose_all();
        }
    }

    /// The extent of a transaction() or begin_nested(): what is left without end(), by an error or because its
    /// coroutine is destroyed half-way, is undone.
    class transaction_scope {
    public:
        transaction_scope(session_transaction& of, bool nested) : of_(of), is_nested_(nested) {
            if (of_.depth_++ == 0) of_.lost_all_ = false;
        }
        transaction_scope(transaction_scope const&) = delete;
        transaction_scope& operator=(transaction_scope const&) = delete;
        ~transaction_scope() {
            undo();
            --of_.depth_;
        }
        void begin() {
            if (!is_nested_) return;
            of_.flush_changes();
            of_.begin_transaction();
            place_ = of_.savepoints_.size();
            savepoint fresh{"\"dovetail_" + std::to_string(place_ + 1) + "\"", of_.undo_marks()};
            of_.control("SAVEPOINT " + fresh.name);
            of_.savepoints_.push_back(std::move(fresh));
        }
        void end() {
            if (is_open()) of_.flush_changes();
            if (of_.lost_all_ || (is_open() && of_.savepoints_[place_].is_lost))
                throw error(error_category::usage,
                            "dovetail: an error inside this transaction() rolled back what was done in it, and was "
                            "caught there; nothing of it is kept. Let the error pass, or put what may fail into "
                            "begin_nested()");
            if (!is_nested_) of_.commit_all();
            else if (is_open()) release();
            is_over_ = true;
        }
        void undo() noexcept {
            if (std::exchange(is_over_, true) || (is_nested_ && place_ == not_begun)) return;
            if (!is_open()) return of_.roll_back();
            of_.roll_back_to(of_.savepoints_[place_]);
            try {
                if (is_open()) release();
            } catch (...) {
                of_.lose_all();
            }
        }

    private:
        bool is_open() const { return is_nested_ && of_.savepoints_.size() > place_; }
        void release() {
            of_.control("RELEASE " + of_.savepoints_[place_].name);
            of_.savepoints_.resize(place_);
        }
        static constexpr auto not_begun = static_cast<std::size_t>(-1);
        session_transaction& of_;
        std::size_t place_ = not_begun;     ///< of the savepoint
        bool is_nested_;
        bool is_over_ = false;
    };

    engine<Dialect>& engine_;
    session_options<Dialect> options_;
    statement_log log_;
    lease<Dialect> lease_;          ///< there is one as long as the transaction
    std::mutex running_mutex_;
    connection* running_ = nullptr; ///< lease_'s, for cancel_running()
    stop_watch stop_;               ///< calls it, so it ends before it
    std::vector<savepoint> savepoints_;     ///< the innermost last
    std::optional<typename driver_type::begin_mode> begins_;    ///< how the transaction that was asked for begins
    int depth_ = 0;
    bool lost_all_ = false;         ///< an error rolled back since the outermost transaction() began
    std::int64_t reported_ = 0;
};

}  // namespace detail
}  // namespace dovetail
