// SPDX-License-Identifier: BSL-1.0
// pipeline: what was sent on a connection and is not answered yet, in its order. The event loop reads the socket; whoever
// waits for an answer is woken when it has come.
//
//     pipeline& sent = ...;
//     result_owner rows = sent.answer_of(sent.enqueue(std::make_unique<request>()), text);
//
// libpq's pipeline mode: each request ends with a synchronisation of its own, so that one that fails does not fail those
// behind it.
#pragma once

#include <dovetail/backend/postgres/errors.hpp>
#include <dovetail/backend/postgres/waiting.hpp>

#include <libpq-fe.h>

#include <algorithm>
#include <memory>
#include <string>
#include <vector>

namespace dovetail::postgres_backend {

struct result_closer {
    void operator()(PGresult* result) const noexcept { PQclear(result); }
};
using result_owner = std::unique_ptr<PGresult, result_closer>;

inline bool is_error(PGresult const* result) noexcept {
    auto const status = PQresultStatus(result);
    return status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK && status != PGRES_EMPTY_QUERY;
}

/// A statement under a name, for values of these types.
struct prepared_form {
    std::vector<Oid> types;
    std::string name;           ///< empty: not prepared
    bool is_ready = false;      ///< the server has it: before that it may still refuse it
};

/// A statement on its way.
struct request {
    result_owner result;                            ///< the first error, otherwise the last result
    dovetail::detail::fiber* waits = nullptr;
    prepared_form* prepares = nullptr;              ///< whose answer comes first
    request* next = nullptr;
    clock::time_point until = event_loop::never;
    bool is_simple = false;                         ///< sent outside of the pipeline mode
    bool is_copy = false;                           ///< answered when the server wants the rows, which it still waits for
    bool is_done = false;
    bool is_abandoned = false;
};

/// Threads: that of the event loop. It must not be destroyed inside the event loop's calls to it.
class pipeline final : private event_loop::waiter {
public:
    pipeline(event_loop& loop, std::chrono::milliseconds response_timeout) : loop_(loop), response_timeout_(response_timeout) {}
    ~pipeline() {
        stop_watching();
        while (first_ != nullptr) delete std::exchange(first_, first_->next);
    }
    /// From now on this connection, which stays the caller's.
    void attach(PGconn* db) noexcept { db_ = db; }

    /// False once the connection broke.
    bool is_usable() const noexcept { return !is_lost_; }
    bool is_empty() const noexcept { return first_ == nullptr; }
    std::size_t in_flight() const noexcept { return in_flight_; }

    void require_usable(std::string_view text) const {
        if (is_lost_) throw error(lost_category_, "PostgreSQL: " + lost_because_, 0, std::string(text));
    }
    /// libpq refused to send.
    [[noreturn]] void throw_lost(std::string_view text) {
        lose(trimmed(PQerrorMessage(db_)), error_category::connection);
        throw error(lost_category_, "PostgreSQL: " + lost_because_, 0, std::string(text));
    }

    /// Looks whether the server has closed an idle connection, without waiting.
    bool is_alive() {
        if (is_empty() && !is_lost_ && PQconsumeInput(db_) != 1) lose(trimmed(PQerrorMessage(db_)), error_category::connection);
        return !is_lost_ && PQstatus(db_) == CONNECTION_OK;
    }

    /// Gives the connection up.
    void break_off(std::string because) noexcept { lose(std::move(because), error_category::connection); }

    /// What was just given to libpq to send.
    request& enqueue(std::unique_ptr<request> sent) {
        sent->until = after(response_timeout_);
        request* const mine = sent.release();
        (last_ != nullptr ? last_->next : first_) = mine;
        last_ = mine;
        ++in_flight_;
        flush();
        watch();
        return *mine;
    }
    /// Takes no interest in the answer of a request, nor in its error.
    void forget(request& sent) noexcept {
        if (sent.is_done) delete &sent;
        else sent.is_abandoned = true;
    }
    /// Waits for the answer, once: a result, or an error's; nothing for what has none.
    /// Errors: dt::error when the connection broke.
    result_owner answer_of(request& sent, std::string_view text) {
        std::unique_ptr<request> mine(&sent);
        struct abandoning {
            std::unique_ptr<request>& mine;
            ~abandoning() {
                if (!mine || mine->is_done) return;
                mine->waits = nullptr;
                mine.release()->is_abandoned = true;        // stays in the queue until its answer comes
            }
        } const at_exit{mine};
        wait_until_answered(sent);
        if (is_lost_ && sent.result == nullptr) throw error(lost_category_, "PostgreSQL: " + lost_because_, 0, std::string(text));
        return std::move(sent.result);
    }
private:
    void wait_until_answered(request& sent) {
        if (sent.is_done) return;
        if (auto* const mine = dovetail::detail::fiber::current()) {
            struct leaving {
                pipeline& self;
                request& sent;
                dovetail::detail::fiber* mine;
                ~leaving() {
                    sent.waits = nullptr;
                    std::erase(self.woken_, mine);
                }
            } const at_exit{*this, sent, mine};
            sent.waits = mine;
            while (!sent.is_done) mine->park();
        } else {
            stop_watching();
            while (!sent.is_done) {
                bool const is_ready = block_on(PQsocket(db_), interests(), first_->until);
                is_ready ? read() : lose("the server gave no answer in time", error_category::timeout);
            }
            if (woken_.empty()) watch();
            else {
                loop_.post(*this);
                is_watching_ = true;
            }
        }
    }

    void flush() noexcept {
        int const left = PQflush(db_);
        must_flush_ = left > 0;
        if (left < 0) (void)PQconsumeInput(db_);        // what the server said before it closed may be there; reading tells
    }
    unsigned interests() const noexcept { return event_loop::readable | (must_flush_ ? event_loop::writable : 0u); }
    void watch() {
        bool const wants = first_ != nullptr && !is_lost_;
        if (is_watching_ && (!wants || watched_ != interests())) stop_watching();
        if (!wants || is_watching_) return;
        watched_ = interests();
        loop_.wait(*this, PQsocket(db_), watched_, first_->until);
        is_watching_ = true;
    }
    void stop_watching() noexcept {
        if (std::exchange(is_watching_, false)) loop_.cancel(*this);
    }
    void ready(bool timed_out) noexcept override {
        is_watching_ = false;
        if (!timed_out) read();
        else if (first_ != nullptr && first_->until <= clock::now()) lose("the server gave no answer in time", error_category::timeout);
        try {
            watch();
        } catch (...) {
            lose("no memory to wait for the server", error_category::connection);
        }
        while (!woken_.empty()) {
            auto* const next = woken_.front();
            woken_.erase(woken_.begin());
            dovetail::detail::fiber_runner::resume(*next);
        }
    }
    void read() noexcept {
        if (must_flush_) flush();
        if (PQconsumeInput(db_) != 1) {
            take_answers();         // what came before it broke
            return lose(trimmed(PQerrorMessage(db_)), error_category::connection);
        }
        take_answers();
    }
    void take_answers() noexcept {
        int nothing = 0;
        while (first_ != nullptr && !PQisBusy(db_)) {
            result_owner result(PQgetResult(db_));
            if (PQstatus(db_) == CONNECTION_BAD) {
                if (result && first_->result == nullptr && !field_of(result.get(), PG_DIAG_SQLSTATE).empty()) first_->result = std::move(result);
                return lose(trimmed(PQerrorMessage(db_)), error_category::connection);
            }
            if (first_->is_simple) {
                if (first_->is_copy && PQresultStatus(result.get()) == PGRES_COPY_IN) {
                    keep(std::move(result));
                    return answered();
                }
                if (result == nullptr) answered_simple();
                else keep(std::move(result));
                continue;
            }
            nothing = result == nullptr ? nothing + 1 : 0;
            if (nothing > 2) return lose("the server's answers do not follow the protocol", error_category::connection);
            if (result == nullptr) continue;                // the end of one command
            switch (PQresultStatus(result.get())) {
                case PGRES_PIPELINE_SYNC: answered(); break;
                case PGRES_PIPELINE_ABORTED: break;         // the command before it failed
                case PGRES_COPY_IN:
                case PGRES_COPY_OUT:
                case PGRES_COPY_BOTH:
                    return lose("COPY is not for statements; the connection was closed", error_category::usage);
                default: keep(std::move(result));
            }
        }
    }
    void keep(result_owner result) noexcept {
        bool const failed = is_error(result.get());
        if (auto* const form = std::exchange(first_->prepares, nullptr)) {
            form->is_ready = !failed;
            if (!failed) return;
            form->name.clear();             // next time under another name
        }
        if (first_->result == nullptr || !is_error(first_->result.get())) first_->result = std::move(result);
    }
    void answered_simple() noexcept {
        if (PQenterPipelineMode(db_) != 1) return lose(trimmed(PQerrorMessage(db_)), error_category::connection);
        answered();
    }
    void answered() noexcept {
        request* const head = first_;
        first_ = head->next;
        if (first_ == nullptr) last_ = nullptr;
        --in_flight_;
        head->is_done = true;
        if (head->is_abandoned) delete head;
        else if (head->waits != nullptr) woken_.push_back(head->waits);
    }
    /// The connection is no more; all who wait are told.
    void lose(std::string because, error_category category) noexcept {
        if (is_lost_) return;
        is_lost_ = true;
        lost_because_ = std::move(because);
        if (lost_because_.empty()) lost_because_ = "the connection broke";
        lost_category_ = category;
        stop_watching();
        while (first_ != nullptr) answered();
    }

    event_loop& loop_;
    std::chrono::milliseconds response_timeout_;
    PGconn* db_ = nullptr;
    request* first_ = nullptr;
    request* last_ = nullptr;
    std::size_t in_flight_ = 0;
    std::vector<dovetail::detail::fiber*> woken_;
    unsigned watched_ = 0;
    bool is_watching_ = false;
    bool must_flush_ = false;
    bool is_lost_ = false;
    std::string lost_because_;
    error_category lost_category_ = error_category::connection;
};

}  // namespace dovetail::postgres_backend
