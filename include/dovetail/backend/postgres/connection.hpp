// SPDX-License-Identifier: BSL-1.0
// One connection to a PostgreSQL server: its opening, its transactions, what it hears of other sessions.
//
//     auto db = connection::open("postgresql://localhost/app", options, loop);
//     db->begin();
//     db->run({"UPDATE ..."});
//     db->commit();
#pragma once

#include <dovetail/backend/postgres/statement_channel.hpp>

#include <memory>
#include <string>
#include <vector>

namespace dovetail::postgres_backend {

/// What another session has sent by NOTIFY.
struct notification {
    std::string channel;
    std::string payload;
    int sender;             ///< the server process of the session that sent it
};

/// Threads: that of the event loop, except cancel().
class connection : public statement_channel {
public:
    using begin_mode = postgres_options::begin_mode;

    /// @param location  a URL (postgresql://user:password@host:port/database?option=...), libpq's keywords
    ///                  ("host=... dbname=..."), or empty: then libpq's environment variables count
    ///                  (PostgreSQL's manual, "Connection Strings" and "Environment Variables")
    /// Errors: `connection`; `timeout`; `usage`.
    static std::unique_ptr<connection> open(std::string const& location, postgres_options const& options, event_loop& loop) {
        std::unique_ptr<connection> made(new connection(options, loop));
        made->adopt(postgres_backend::connect(location, options.connect_timeout, loop));
        made->configure();
        return made;
    }
    /// Begins a transaction, with the next statement: what goes wrong shows there. They are sent as one, so that the
    /// statement does nothing where there is no transaction.
    void begin() { begin(options_.begin); }
    void begin(begin_mode const& mode) {
        std::string text = "BEGIN";
        using enum postgres_options::isolation_level;
        if (mode.isolation == repeatable_read) text += " ISOLATION LEVEL REPEATABLE READ";
        if (mode.isolation == serializable) text += " ISOLATION LEVEL SERIALIZABLE";
        if (mode.read_only) text += " READ ONLY";
        if (mode.deferrable) text += " DEFERRABLE";
        begin_with(text);
        begun_as_ = mode;
        opened_by_.clear();
    }
    /// Savepoints and the like. At the start of a transaction they are a part of its beginning.
    void control(std::string_view text) {
        bool const opens = is_at_start_;
        values();
        run({text});
        if (opens) opened_by_.emplace_back(text);
        is_at_start_ = opens;
    }
    /// Begins the transaction anew, if there is one, whose first statement threw stale_form_error.
    void begin_again() {
        if (!is_begun_) return;
        auto const opening = std::move(opened_by_);
        rollback();
        begin(begin_mode(begun_as_));
        for (auto const& text : opening) control(text);
    }
    /// Errors: those of constraints that are checked late, `serialization`; `outcome_unknown` when the connection breaks
    /// before the answer; `other` when an earlier error has ended the transaction. The transaction is over in any case.
    void commit() {
        is_begun_ = false;
        transaction_.reset();
        sent_.require_usable("COMMIT");         // nothing was on its way
        result_owner result;
        try {
            values();
            result = run({"COMMIT"});
        } catch (error const& failure) {
            if (!sent_.is_usable()) throw_outcome_unknown(failure, "COMMIT");
            throw;
        }
        if (is_command(result.get(), "ROLLBACK"))
            throw error(error_category::other,
                        "dovetail: an earlier error has failed this transaction, so the server rolled it back in place of "
                        "committing it", 0, "COMMIT", "25P02");
    }
    /// Undoes the transaction, if there is one, and waits until its locks are free; what still runs for nobody is stopped. A
    /// destructor cannot wait, nor can what was dropped: there, whatever comes next on this connection comes behind it.
    void rollback() {
        transaction_.reset();
        if (!std::exchange(is_begun_, false) || !sent_.is_usable()) return;
        try {
            values();
            auto& undoing = send({"ROLLBACK"});
            auto const* const mine = dovetail::detail::fiber::current();
            if (mine == nullptr || mine->is_cancelled()) return forget(undoing);
            if (sent_.has_dropped()) cancel();
            wait(undoing, "ROLLBACK");
        } catch (error const&) {        // the transaction goes with the connection
            sent_.break_off("a transaction was not rolled back");
        }
    }
    /// Nothing is on its way, and a transaction is open in the server: after a COMMIT that was stopped.
    bool has_strayed() const noexcept {
        if (!sent_.is_empty()) return false;
        auto const state = PQtransactionStatus(db_);
        return state == PQTRANS_INTRANS || state == PQTRANS_INERROR;
    }
    bool in_transaction() const noexcept { return is_begun_ && sent_.is_usable() && !sent_.has_refused_begin(); }
    /// Expires with the transaction that is open now: for what must not outlive it, nor touch the connection behind it.
    std::weak_ptr<void const> transaction() {
        if (!transaction_) transaction_ = std::make_shared<char const>();
        return transaction_;
    }

    /// What is about to be sent may outlive its transaction.
    void note_traces() noexcept { has_traces_ = true; }
    /// Ends what outlives a transaction, if something may. Does not wait; what comes next on this connection comes behind it.
    void tidy() {
        if (!has_traces_ || !sent_.is_usable() || has_strayed()) return;
        has_traces_ = false;
        values();
        forget(send({"DISCARD ALL"}));
        forget_prepared();
        forget(send_settings());
        while (PGnotify* const unheard = PQnotifies(db_)) PQfreemem(unheard);
    }
    /// Waits for a notification (NOTIFY) of a channel that this connection listens to. While nothing else is on its way.
    /// Errors: `connection` when it breaks.
    notification next_notification() {
        for (;;) {
            sent_.require_usable("LISTEN");
            if (PGnotify* const found = PQnotifies(db_)) {
                std::unique_ptr<PGnotify, void (*)(void*)> const owner(found, &PQfreemem);
                return {found->relname, found->extra, found->be_pid};
            }
            wait_for(loop_, PQsocket(db_), event_loop::readable, event_loop::never);
            if (PQconsumeInput(db_) != 1) sent_.throw_lost("LISTEN");
        }
    }

    clock::time_point opened_at() const noexcept { return opened_at_; }
    clock::time_point used_at = clock::now();       ///< for the pool

    /// Asks the server to stop the statement that is running. From any thread; does not wait.
    void cancel() noexcept { cancels_.ask(); }
    /// Asks the same, on its own, of a statement for which asked(subject) is not 0 when it was sent. nullptr ends that.
    void stop_when(int (*asked)(void*), void* subject) noexcept { cancels_.ask_when(asked, subject); }

private:
    using statement_channel::statement_channel;

    void configure() { wait(send_settings(), "SET TIME ZONE 'UTC'"); }
    /// CURRENT_DATE and the like mean UTC, as on every database.
    request& send_settings() {
        // So that the server stops working for a connection that was closed: by whoever dropped a coroutine, or after a
        // timeout. It looks for that while a statement runs. Where it cannot (before PostgreSQL 14), its error is ignored.
        values();
        forget(send({"SET client_connection_check_interval = 500"}));
        std::string const limit = std::to_string(options_.statement_timeout.count());
        values().bind(1, std::string_view(limit));
        return send({options_.statement_timeout.count() > 0
                 ? "SELECT set_config('TimeZone', 'UTC', false), set_config('statement_timeout', $1, false)"
                 : "SELECT set_config('TimeZone', 'UTC', false), $1"});
    }

    clock::time_point opened_at_ = clock::now();
    begin_mode begun_as_{};
    bool has_traces_ = false;                       ///< of texts by hand, perhaps
    std::vector<std::string> opened_by_;            ///< control() at the transaction's start
    std::shared_ptr<void const> transaction_;       ///< made when it is asked for
};

}  // namespace dovetail::postgres_backend
