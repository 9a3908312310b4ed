// SPDX-License-Identifier: BSL-1.0
// One connection to a PostgreSQL server: statements are sent without waiting for the answers to those before them
// (libpq's pipeline mode), each synchronised by itself, so that one that fails does not fail its neighbours.
//
//     auto db = connection::open("postgresql://localhost/app", options, loop);
//     db->values().bind(1, std::int32_t{7});
//     result_owner rows = db->run({"SELECT name FROM users WHERE id = $1", index});
//
// Whoever waits for an answer waits on its fiber; the event loop reads the socket and wakes them one by one.
#pragma once

#include <dovetail/backend/postgres/arguments.hpp>
#include <dovetail/backend/postgres/connecting.hpp>
#include <dovetail/backend/postgres/copying.hpp>
#include <dovetail/backend/postgres/libpqxx.hpp>
#include <dovetail/backend/postgres/options.hpp>
#include <dovetail/backend/postgres/pipeline.hpp>

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

/// What to run: its text, and where its prepared form stands; `no_index` for texts that are not kept.
struct statement_text {
    static constexpr unsigned no_index = static_cast<unsigned>(-1);
    std::string_view text;      ///< a NUL stands behind it
    unsigned index = no_index;
};

/// Threads: that of the event loop, except cancel().
class connection {
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
    connection(connection const&) = delete;
    connection& operator=(connection const&) = delete;
    ~connection() { PQfreeCancel(cancel_); }

    // --- statements

    /// The values of the next statement; empty.
    arguments& values() noexcept {
        values_.clear();
        return values_;
    }
    /// Sends a statement with the values that were bound, and waits for its answer.
    /// Errors: dt::error of the statement, or of the connection.
    result_owner run(statement_text const& what) { return wait(send(what), what.text); }

    /// A statement on its way. Its answer is waited for once.
    request& send(statement_text const& what) {
        sent_.require_usable(what.text);
        if (values_.count() > most_values)
            throw error(error_category::usage, "dovetail: a statement has more than 65535 values, which PostgreSQL does not take", 0,
                        std::string(what.text));
        auto mine = sent_.make_request();
        bool const has_form = what.index != statement_text::no_index && options_.named_statements;
        prepared_form* const known = has_form ? &prepared_.find(what.index, values_.types()) : nullptr;
        bool sent = true;
        // One that is still on its way would fail those behind it, if it fails.
        if (known == nullptr || (known->number != 0 && !known->is_ready))
            sent = PQsendQueryParams(db_, what.text.data(), values_.count(), values_.types().data(), values_.values(),
                                     values_.lengths(), values_.formats(), 1) == 1;
        else {
            mine->prepares = known->number == 0;
            if (mine->prepares) {
                prepared_.name(*known);
                sent = PQsendPrepare(db_, known->name.c_str(), what.text.data(), values_.count(), known->types.data()) == 1;
            }
            mine->form = known;
            mine->form_number = known->number;
            sent = sent && PQsendQueryPrepared(db_, known->name.c_str(), values_.count(), values_.values(), values_.lengths(),
                                               values_.formats(), 1) == 1;
        }
        if (!sent) sent_.throw_lost(what.text);
        mine->commits = !is_begun_;
        return synchronise(std::move(mine), what.text);
    }
    /// @param changes  whether the statement may change the database
    /// Errors: dt::error of the statement; stale_form_error, if it may be sent again; `outcome_unknown` when the connection
    /// breaks before the answer to a change that no transaction holds.
    result_owner wait(request& sent, std::string_view text, bool changes = false) {
        bool const is_final = changes && sent.commits;
        result_owner result;
        try {
            result = sent_.answer_of(sent, text);
            if (result == nullptr) sent_.break_off("the server's answers do not follow the protocol");
            if (result == nullptr) sent_.require_usable(text);
        } catch (error const& failure) {
            if (!is_final || sent_.is_usable()) throw;
            throw_outcome_unknown(failure, text);
        }
        // That the connection is lost is also said by a pooler, of what it has given to the server.
        if (is_final && field_of(result.get(), PG_DIAG_SQLSTATE).starts_with("08") && !sent_.is_usable())
            throw_outcome_unknown(make_error(result.get(), text), text);
        if (!is_error(result.get())) {
            if (std::string_view(PQcmdStatus(result.get())) == "LISTEN") is_listening_ = true;
            return result;
        }
        if (is_stale_form(result.get()) && !is_begun_) throw stale_form_error(make_error(result.get(), text));
        throw make_error(result.get(), text);
    }
    void forget(request& sent) noexcept { sent_.forget(sent); }

    /// Runs statements without parameters, whose rows do not matter, as one: DDL, SAVEPOINT.
    /// Errors: that of the first that fails; those before it are undone, too, unless a transaction was begun.
    void execute(std::string_view statements) {
        std::string const text(statements);
        if (text.find('\0') != std::string::npos)
            throw error(error_category::usage, "dovetail: a statement's text holds a NUL byte", 0, text);
        sent_.require_usable(text);
        leave_pipeline(text);
        auto mine = sent_.make_request();
        mine->is_simple = true;
        if (PQsendQuery(db_, text.c_str()) != 1) sent_.throw_lost(text);
        prepared_.forget_all();         // such a text creates or drops something
        wait(sent_.enqueue(std::move(mine)), text);
    }

    /// COPY ... FROM STDIN: `fill(bytes)` puts more data into bytes, and gives false when there is none. Nothing else may be
    /// on its way; what the server does not take yet is waited for, so that no more than one filling is in memory.
    /// Gives the number of rows. What fill throws ends the copy, of which nothing is kept.
    template <class Fill>
    std::int64_t copy_in(std::string_view statement, Fill fill) {
        std::string const text(statement);
        sent_.require_usable(text);
        leave_pipeline(text);
        return copy_sender(db_, sent_, loop_, options_.response_timeout, text).send(fill);
    }

    // --- transactions

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
        sent_.require_usable(text);
        if (PQsendQueryParams(db_, text.c_str(), 0, nullptr, nullptr, nullptr, nullptr, 1) != 1) sent_.throw_lost(text);
        sent_.expect_begin();
        begins_ = is_begun_ = true;
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
        if (std::string_view(PQcmdStatus(result.get())) == "ROLLBACK")
            throw error(error_category::other,
                        "dovetail: an earlier error has failed this transaction, so the server rolled it back in place of "
                        "committing it", 0, "COMMIT", "25P02");
    }
    /// Undoes the transaction, if there is one, and waits until its locks are free. A destructor cannot wait, nor can what was
    /// dropped: there, whatever comes next on this connection comes behind it.
    void rollback() {
        transaction_.reset();
        if (!std::exchange(is_begun_, false) || !sent_.is_usable()) return;
        values();
        auto& undoing = send({"ROLLBACK"});
        auto const* const mine = dovetail::detail::fiber::current();
        if (mine == nullptr || mine->is_cancelled()) return forget(undoing);
        try {
            wait(undoing, "ROLLBACK");
        } catch (error const&) {        // the connection is lost, and the transaction with it
        }
    }
    bool in_transaction() const noexcept { return is_begun_ && sent_.is_usable() && !sent_.has_refused_begin(); }
    /// Expires with the transaction that is open now: for what must not outlive it, nor touch the connection behind it.
    std::weak_ptr<void const> transaction() {
        if (!transaction_) transaction_ = std::make_shared<char const>();
        return transaction_;
    }

    /// Ends what outlives a transaction: LISTEN.
    void tidy() {
        if (!is_listening_ || !sent_.is_usable()) return;
        is_listening_ = false;
        values();
        forget(send({"UNLISTEN *"}));
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

    // --- its state

    /// False once it broke.
    bool is_usable() const noexcept { return sent_.is_usable(); }
    /// Looks whether the server has closed it meanwhile, without waiting.
    bool is_alive() { return sent_.is_alive(); }
    std::size_t in_flight() const noexcept { return sent_.in_flight(); }
    clock::time_point opened_at() const noexcept { return opened_at_; }
    clock::time_point used_at = clock::now();       ///< for the pool

    /// Asks the server to stop the statement that is running. From any thread; waits for a short answer.
    void cancel() noexcept {
        char ignored[256];
        if (cancel_ != nullptr) PQcancel(cancel_, ignored, sizeof ignored);
    }
    bool has_dropped() const noexcept { return sent_.has_dropped(); }       ///< it works for someone who is destroyed

private:
    connection(postgres_options const& options, event_loop& loop)
        : options_(options), loop_(loop), sent_(loop, options.response_timeout) {}

    [[noreturn]] static void throw_outcome_unknown(error const& failure, std::string_view text) {
        throw error(error_category::outcome_unknown,
                    std::string("dovetail: the connection broke while a change was on its way to be committed, so it may have "
                                "happened or not: ") + failure.what(), 0, std::string(text));
    }
    /// Ends what was just given to libpq, as one with a BEGIN before it.
    request& synchronise(std::unique_ptr<request> mine, std::string_view text) {
        mine->begins = std::exchange(begins_, false);
        if (PQpipelineSync(db_) != 1) sent_.throw_lost(text);
        return sent_.enqueue(std::move(mine));
    }
    /// Some things are not for libpq's pipeline mode: they wait until all is answered, and the pipeline goes on behind them.
    void leave_pipeline(std::string const& text) {
        if (begins_ || !sent_.is_empty()) {
            auto const begun = sent_.answer_of(synchronise(sent_.make_request(), text), text);
            if (begun != nullptr) throw make_error(begun.get(), text);
        }
        if (PQexitPipelineMode(db_) != 1) sent_.throw_lost(text);
    }
    void adopt(handle_owner made) {
        PQsetNoticeReceiver(made.get(), [](void*, PGresult const*) {}, nullptr);
        db_ = made.get();
        owner_ = std::make_unique<pqxx_connection>(db_);
        (void)made.release();
        sent_.attach(db_);
        cancel_ = PQgetCancel(db_);
        if (PQsetnonblocking(db_, 1) != 0 || PQenterPipelineMode(db_) != 1) sent_.throw_lost("");
    }
    /// CURRENT_DATE and the like mean UTC, as on every database.
    void configure() {
        // So that the server stops working for a connection that was closed: by whoever dropped a coroutine, or after a
        // timeout. It looks for that while a statement runs. Where it cannot (before PostgreSQL 14), its error is ignored.
        values();
        forget(send({"SET client_connection_check_interval = 500"}));
        std::string const limit = std::to_string(options_.statement_timeout.count());
        values().bind(1, std::string_view(limit));
        run({options_.statement_timeout.count() > 0
                 ? "SELECT set_config('TimeZone', 'UTC', false), set_config('statement_timeout', $1, false)"
                 : "SELECT set_config('TimeZone', 'UTC', false), $1"});
    }

    static constexpr int most_values = 65535;
    postgres_options const& options_;
    event_loop& loop_;
    PGconn* db_ = nullptr;
    std::unique_ptr<pqxx_connection> owner_;        ///< closes db_
    pipeline sent_;                                 ///< before what its requests refer to is gone, it is
    PGcancel* cancel_ = nullptr;
    arguments values_;
    prepared_forms prepared_;
    clock::time_point opened_at_ = clock::now();
    bool begins_ = false;                           ///< a BEGIN was given to libpq, nothing behind it
    bool is_begun_ = false;
    bool is_listening_ = false;
    std::shared_ptr<void const> transaction_;       ///< made when it is asked for
};

}  // namespace dovetail::postgres_backend
