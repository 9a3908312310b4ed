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
#include <dovetail/backend/postgres/libpqxx.hpp>
#include <dovetail/backend/postgres/options.hpp>
#include <dovetail/backend/postgres/pipeline.hpp>

#include <cstdlib>
#include <exception>
#include <memory>
#include <string>
#include <thread>
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

/// Threads: that of the event loop, except cancel(). It must not be destroyed inside the event loop's calls to it (the
/// pool sees to that).
class connection {
public:
    using begin_mode = postgres_options::begin_mode;

    /// @param location  a URL (postgresql://user:password@host:port/database?option=...), libpq's keywords
    ///                  ("host=... dbname=..."), or empty: then libpq's environment variables count
    ///                  (PostgreSQL's manual, "Connection Strings" and "Environment Variables")
    /// Errors: `connection`; `timeout`.
    static std::unique_ptr<connection> open(std::string const& location, postgres_options const& options, event_loop& loop) {
        std::unique_ptr<connection> made(new connection(options, loop));
        made->connect(location);
        return made;
    }
    connection(connection const&) = delete;
    connection& operator=(connection const&) = delete;
    ~connection() {
        if (owner_ == nullptr) PQfinish(db_);
    }

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
        auto mine = std::make_unique<request>();
        bool sent;
        prepared_form* const known =
            what.index == statement_text::no_index || !options_.named_statements ? nullptr : &find_prepared(what.index);
        // One that is still on its way would fail those behind it, if it fails.
        if (known == nullptr || (!known->name.empty() && !known->is_ready))
            sent = PQsendQueryParams(db_, what.text.data(), values_.count(), values_.types().data(), values_.values(),
                                     values_.lengths(), values_.formats(), 1) == 1;
        else {
            sent = true;
            if (known->name.empty()) {
                known->name = "dovetail_" + std::to_string(++names_);
                mine->prepares = known;
                sent = PQsendPrepare(db_, known->name.c_str(), what.text.data(), values_.count(), known->types.data()) == 1;
            }
            sent = sent && PQsendQueryPrepared(db_, known->name.c_str(), values_.count(), values_.values(), values_.lengths(),
                                               values_.formats(), 1) == 1;
        }
        if (!sent || PQpipelineSync(db_) != 1) sent_.throw_lost(what.text);
        return sent_.enqueue(std::move(mine));
    }
    result_owner wait(request& sent, std::string_view text) {
        result_owner result = sent_.answer_of(sent, text);
        if (is_error(result.get())) throw make_error(result.get(), text);
        return result;
    }
    void forget(request& sent) noexcept { sent_.forget(sent); }

    /// Runs statements without parameters, whose rows do not matter, as one: DDL, SAVEPOINT.
    /// Errors: that of the first that fails; those before it are undone, too, unless a transaction was begun.
    void execute(std::string_view statements) {
        std::string const text(statements);
        if (text.find('\0') != std::string::npos)
            throw error(error_category::usage, "dovetail: a statement's text holds a NUL byte", 0, text);
        sent_.require_usable(text);
        // A destructor that undoes what a dropped coroutine did must not block the thread for as long as that takes.
        if (sent_.has_dropped() && dovetail::detail::fiber::current() == nullptr)
            throw error(error_category::cancelled, "dovetail: the statement before this one was dropped", 0, text);
        leave_pipeline(text);
        if (PQsendQuery(db_, text.c_str()) != 1) sent_.throw_lost(text);
        auto mine = std::make_unique<request>();
        mine->is_simple = true;
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
        if (PQsendQuery(db_, text.c_str()) != 1) sent_.throw_lost(text);
        auto begun = std::make_unique<request>();
        begun->is_simple = begun->is_copy = true;
        auto const begin = sent_.answer_of(sent_.enqueue(std::move(begun)), text);
        if (PQresultStatus(begin.get()) != PGRES_COPY_IN) throw make_error(begin.get(), text);
        std::exception_ptr failure;
        try {
            std::vector<char> bytes;
            for (bool is_more = true; is_more;) {
                bytes.clear();
                is_more = fill(bytes);
                give(bytes, text);
            }
        } catch (dovetail::detail::fiber_cancelled const&) {
            sent_.break_off("a copy was abandoned");
            throw;
        } catch (...) {
            failure = std::current_exception();
        }
        sent_.require_usable(text);
        if (PQputCopyEnd(db_, failure ? "the program ended the copy" : nullptr) < 0) sent_.throw_lost(text);
        auto ended = std::make_unique<request>();
        ended->is_simple = true;
        auto const result = sent_.answer_of(sent_.enqueue(std::move(ended)), text);
        if (failure) std::rethrow_exception(failure);
        if (is_error(result.get())) throw make_error(result.get(), text);
        return std::atoll(PQcmdTuples(result.get()));
    }

    // --- transactions

    /// Begins a transaction, with the next statement: what goes wrong shows there.
    void begin() { begin(options_.begin); }
    void begin(begin_mode const& mode) {
        std::string text = "BEGIN";
        using enum postgres_options::isolation_level;
        if (mode.isolation == repeatable_read) text += " ISOLATION LEVEL REPEATABLE READ";
        if (mode.isolation == serializable) text += " ISOLATION LEVEL SERIALIZABLE";
        if (mode.read_only) text += " READ ONLY";
        if (mode.deferrable) text += " DEFERRABLE";
        values();
        forget(send({text}));
        is_begun_ = true;
    }
    /// Errors: those of constraints that are checked late, `serialization`; `outcome_unknown` when the connection breaks
    /// before the answer; `other` when an earlier error has ended the transaction. The transaction is over in any case.
    void commit() {
        values();
        auto& sent = send({"COMMIT"});
        is_begun_ = false;
        transaction_.reset();
        result_owner result;
        try {
            result = wait(sent, "COMMIT");
        } catch (error const& failure) {
            if (sent_.is_usable()) throw;
            throw error(error_category::outcome_unknown,
                        std::string("dovetail: the connection broke while the commit was on its way, so it may have happened or "
                                    "not: ") + failure.what(), 0, "COMMIT");
        }
        if (std::string_view(PQcmdStatus(result.get())) == "ROLLBACK")
            throw error(error_category::other,
                        "dovetail: an earlier error has failed this transaction, so the server rolled it back in place of "
                        "committing it", 0, "COMMIT", "25P02");
    }
    /// Undoes the transaction, if there is one. Does not wait for it: whatever comes next on this connection comes behind it.
    void rollback() {
        transaction_.reset();
        if (!std::exchange(is_begun_, false) || !sent_.is_usable()) return;
        values();
        forget(send({"ROLLBACK"}));
    }
    bool in_transaction() const noexcept { return is_begun_ && sent_.is_usable(); }
    /// Expires with the transaction that is open now: for what must not outlive it, nor touch the connection behind it.
    std::weak_ptr<void const> transaction() {
        if (!transaction_) transaction_ = std::make_shared<char const>();
        return transaction_;
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
    void cancel() noexcept { ask_to_stop(cancel_.get()); }
    /// Whether the server works for someone who was destroyed meanwhile.
    bool has_dropped() const noexcept { return sent_.has_dropped(); }
    /// The same without waiting, for a connection that is given up: the server would notice only when it has an answer.
    void cancel_and_forget() noexcept {
        try {
            std::thread([asked = cancel_] { ask_to_stop(asked.get()); }).detach();
        } catch (...) {             // no thread to be had: then it works on
        }
    }
    PGconn* handle() const noexcept { return db_; }

private:
    static void ask_to_stop(PGcancel* asked) noexcept {
        char ignored[256];
        if (asked != nullptr) PQcancel(asked, ignored, sizeof ignored);
    }
    connection(postgres_options const& options, event_loop& loop)
        : options_(options), loop_(loop), sent_(loop, options.response_timeout) {}

    /// Some things are not for libpq's pipeline mode: they wait until all is answered, and the pipeline goes on behind them.
    void leave_pipeline(std::string const& text) {
        if (!sent_.is_empty()) {
            if (PQpipelineSync(db_) != 1) sent_.throw_lost(text);
            sent_.answer_of(sent_.enqueue(std::make_unique<request>()), text);
        }
        if (PQexitPipelineMode(db_) != 1) sent_.throw_lost(text);
    }
    /// Data of a COPY, as fast as the server takes it.
    void give(std::vector<char> const& bytes, std::string const& text) {
        auto const until = after(options_.response_timeout);
        auto const wait_for_room = [&] {
            if (!wait_for(loop_, PQsocket(db_), event_loop::readable | event_loop::writable, until)) {
                sent_.break_off("the server took no data in time");
                sent_.require_usable(text);
            }
            if (PQconsumeInput(db_) != 1) sent_.throw_lost(text);
        };
        for (;;) {
            int const taken = bytes.empty() ? 1 : PQputCopyData(db_, bytes.data(), static_cast<int>(bytes.size()));
            if (taken < 0) sent_.throw_lost(text);
            if (taken == 1) break;
            wait_for_room();
        }
        for (;;) {
            int const left = PQflush(db_);
            if (left < 0) sent_.throw_lost(text);
            if (left == 0) return;
            wait_for_room();
        }
    }

    /// The prepared form that fits the types of the values; one that is not prepared yet if there is none. Where a value
    /// was NULL when it was prepared, its type was left to the server.
    prepared_form& find_prepared(unsigned index) {
        if (index >= prepared_.size()) prepared_.resize(index + 1);
        auto& forms = prepared_[index];
        auto const& types = values_.types();
        for (auto& form : forms) {
            bool fits = form->types.size() == types.size();
            for (std::size_t i = 0; fits && i < types.size(); ++i) fits = types[i] == form->types[i] || types[i] == oid_unknown;
            if (fits) return *form;
        }
        forms.push_back(std::make_unique<prepared_form>(prepared_form{types, {}}));
        return *forms.back();
    }

    // --- opening

    void connect(std::string const& location) {
        char const* const keywords[] = {"dbname", "client_encoding", "fallback_application_name", nullptr};
        char const* const given[] = {location.c_str(), "UTF8", "dovetail", nullptr};
        db_ = PQconnectStartParams(keywords, given, 1);
        if (db_ == nullptr) throw std::bad_alloc();
        auto const until = after(options_.connect_timeout);
        auto const fail = [](std::string why, error_category category) {
            throw error(category, "PostgreSQL: cannot connect: " + std::move(why));
        };
        if (PQstatus(db_) == CONNECTION_BAD) fail(trimmed(PQerrorMessage(db_)), error_category::connection);
        for (auto next = PGRES_POLLING_WRITING; next != PGRES_POLLING_OK; next = PQconnectPoll(db_)) {
            if (next == PGRES_POLLING_FAILED) fail(trimmed(PQerrorMessage(db_)), error_category::connection);
            if (!wait_for(loop_, PQsocket(db_), next == PGRES_POLLING_READING ? event_loop::readable : event_loop::writable, until))
                fail("the server gave no answer in time", error_category::timeout);
        }
        owner_ = std::make_unique<pqxx_connection>(db_);
        sent_.attach(db_);
        PQsetNoticeReceiver(db_, [](void*, PGresult const*) {}, nullptr);
        cancel_ = {PQgetCancel(db_), [](PGcancel* of) { PQfreeCancel(of); }};
        if (PQsetnonblocking(db_, 1) != 0 || PQenterPipelineMode(db_) != 1)
            fail(trimmed(PQerrorMessage(db_)), error_category::connection);
        configure();
    }
    /// CURRENT_DATE and the like mean UTC, as on every database.
    void configure() {
        std::string const limit = std::to_string(options_.statement_timeout.count());
        values().bind(1, std::string_view(limit));
        run({options_.statement_timeout.count() > 0
                 ? "SELECT set_config('TimeZone', 'UTC', false), set_config('statement_timeout', $1, false)"
                 : "SELECT set_config('TimeZone', 'UTC', false), $1"});
    }

    postgres_options const& options_;
    event_loop& loop_;
    PGconn* db_ = nullptr;
    std::unique_ptr<pqxx_connection> owner_;        ///< closes db_
    pipeline sent_;                                 ///< before what its requests refer to is gone, it is
    std::shared_ptr<PGcancel> cancel_;
    arguments values_;
    std::vector<std::vector<std::unique_ptr<prepared_form>>> prepared_;      ///< by the statement's index
    unsigned names_ = 0;
    clock::time_point opened_at_ = clock::now();
    bool is_begun_ = false;
    std::shared_ptr<void const> transaction_;       ///< made when it is asked for
};

}  // namespace dovetail::postgres_backend
