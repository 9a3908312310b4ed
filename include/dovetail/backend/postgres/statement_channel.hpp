// SPDX-License-Identifier: BSL-1.0
// statement_channel: the statements of a connection to a PostgreSQL server. They are sent without waiting for the answers to those
// before them (libpq's pipeline mode), each synchronised by itself, so that one that fails does not fail its neighbours.
//
//     db.values().bind(1, std::int32_t{7});
//     result_owner rows = db.run({"SELECT name FROM users WHERE id = $1", index});
//
// Whoever waits for an answer waits on its fiber; the event loop reads the socket and wakes them one by one.
#pragma once

#include <dovetail/backend/postgres/arguments.hpp>
#include <dovetail/backend/postgres/canceller.hpp>
#include <dovetail/backend/postgres/connecting.hpp>
#include <dovetail/backend/postgres/copying.hpp>
#include <dovetail/backend/postgres/libpqxx.hpp>
#include <dovetail/backend/postgres/options.hpp>
#include <dovetail/backend/postgres/pipeline.hpp>

#include <memory>
#include <string>

namespace dovetail::postgres_backend {

/// What to run: its text, and where its prepared form stands; `no_index` for texts that are not kept.
struct statement_text {
    static constexpr unsigned no_index = static_cast<unsigned>(-1);
    std::string_view text;      ///< a NUL stands behind it
    unsigned index = no_index;
};

/// What is sent is inside of a transaction where begin_with() began one. Threads: that of the event loop.
class statement_channel {
public:
    statement_channel(statement_channel const&) = delete;
    statement_channel& operator=(statement_channel const&) = delete;

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
    /// Errors: dt::error of the statement; stale_form_error, if it may be sent again; `outcome_unknown`.
    result_owner wait(request& sent, std::string_view text, bool changes = false) {
        bool const is_final = sent.commits && changes, is_first = sent.commits || sent.is_first, has_form = sent.form != nullptr;
        result_owner result;
        try {
            result = sent_.answer_of(sent, text);
            end_cancels();
            if (result == nullptr) sent_.break_off("the server's answers do not follow the protocol"), sent_.require_usable(text);
        } catch (error const& failure) {
            if (!is_final || sent_.is_usable()) throw;
            throw_outcome_unknown(failure, text);
        }
        // That the connection is lost is also said by a pooler, of what it has given to the server.
        if (is_final && field_of(result.get(), PG_DIAG_SQLSTATE).starts_with("08") && !sent_.is_usable())
            throw_outcome_unknown(make_error(result.get(), text), text);
        if (!is_error(result.get())) return result;
        if (has_form && is_stale_form(result.get())) {
            prepared_.forget_all();         // the others may be as old
            throw_stale(result.get(), text, is_first && sent_.is_empty());
        }
        throw make_error(result.get(), text);
    }
    void forget(request& sent) noexcept { sent_.forget(sent); }
    void drop(request& sent) noexcept { sent_.drop(sent); }

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
        wait(enqueue(std::move(mine)), text);
    }

    /// COPY ... FROM STDIN: `fill(bytes, is_first)` points bytes to more data, and gives false when there is no more (copying.hpp).
    /// Nothing else may be on its way; what the server does not take yet is waited for, so that no more than one filling is in
    /// memory.
    /// Gives the number of rows. What fill throws ends the copy, of which nothing is kept.
    template <class Fill>
    std::int64_t copy_in(std::string_view statement, Fill fill) {
        std::string const text(statement);
        sent_.require_usable(text);
        leave_pipeline(text);
        cancels_.begin();
        cancels_.look();
        auto const rows = copy_sender(db_, sent_, loop_, options_.response_timeout, text).send(fill);
        end_cancels();
        return rows;
    }

    /// False once it broke.
    bool is_usable() const noexcept { return sent_.is_usable(); }
    /// Looks whether the server has closed it meanwhile, without waiting.
    bool is_alive() { return sent_.is_alive(); }
    std::size_t in_flight() const noexcept { return sent_.in_flight(); }
    /// It works for someone who is destroyed, or is asked to stop.
    bool has_dropped() const noexcept { return sent_.has_dropped() || cancels_.is_asking(); }

protected:
    statement_channel(postgres_options const& options, event_loop& loop)
        : options_(options), loop_(loop), sent_(loop, options.response_timeout) {}
    ~statement_channel() = default;

    void adopt(handle_owner made) {
        db_ = made.get();
        owner_ = std::make_unique<pqxx_connection>(db_);
        (void)made.release();
        sent_.attach(db_);
        cancels_.attach(db_);
        if (PQsetnonblocking(db_, 1) != 0 || PQenterPipelineMode(db_) != 1) sent_.throw_lost("");
    }
    /// The server has no prepared statements any more.
    void forget_prepared() noexcept { prepared_.forget_all(); }
    /// Gives a BEGIN to libpq, to be sent with the next statement.
    void begin_with(std::string const& text) {
        sent_.require_usable(text);
        if (PQsendQueryParams(db_, text.c_str(), 0, nullptr, nullptr, nullptr, nullptr, 1) != 1) sent_.throw_lost(text);
        sent_.expect_begin();
        begins_ = is_begun_ = is_at_start_ = true;
    }

    postgres_options const& options_;
    event_loop& loop_;
    PGconn* db_ = nullptr;

private:
    std::unique_ptr<pqxx_connection> owner_;        ///< closes db_

protected:
    pipeline sent_;                                 ///< before what its requests refer to is gone, it is
    canceller cancels_;
    bool is_begun_ = false;                         ///< a transaction
    bool is_at_start_ = false;                      ///< of it: nothing was sent that would be lost with it

private:
    /// Ends what was just given to libpq, as one with a BEGIN before it.
    request& synchronise(request_owner mine, std::string_view text) {
        mine->is_first = std::exchange(is_at_start_, false);
        mine->begins = std::exchange(begins_, false);
        if (PQpipelineSync(db_) != 1) sent_.throw_lost(text);
        return enqueue(std::move(mine));
    }
    /// On its way from here on, and so to be stopped.
    request& enqueue(request_owner mine) noexcept {
        cancels_.begin();
        auto& sent = sent_.enqueue(std::move(mine));
        cancels_.look();
        return sent;
    }
    /// What still comes to stop a statement that is over shall not stop the next one.
    void end_cancels() {
        if (sent_.is_empty() && !cancels_.end(loop_, options_.connect_timeout))
            sent_.break_off("a request to stop a statement was not taken in time");
    }
    /// Some things are not for libpq's pipeline mode: they wait until all is answered, and the pipeline goes on behind them.
    void leave_pipeline(std::string const& text) {
        if (begins_ || !sent_.is_empty()) {
            auto const begun = sent_.answer_of(synchronise(sent_.make_request(), text), text);
            if (begun != nullptr) throw make_error(begun.get(), text);
        }
        is_at_start_ = false;
        if (PQexitPipelineMode(db_) != 1) sent_.throw_lost(text);
    }

    static constexpr int most_values = 65535;
    arguments values_;
    prepared_forms prepared_;
    bool begins_ = false;                           ///< a BEGIN was given to libpq, nothing behind it
};

}  // namespace dovetail::postgres_backend
