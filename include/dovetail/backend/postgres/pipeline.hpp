// SPDX-License-Identifier: BSL-1.0
// pipeline: what was sent on a connection and is not answered yet, in its order. The event loop reads the socket; whoever
// waits for an answer is woken when it has come.
//
//     pipeline& sent = ...;
//     result_owner rows = sent.answer_of(sent.enqueue(sent.make_request()), text);
//
// libpq's pipeline mode: each request ends with a synchronisation of its own, so that one that fails does not fail those
// behind it.
#pragma once

#include <dovetail/backend/postgres/request.hpp>

#include <memory>
#include <string>
#include <utility>

namespace dovetail::postgres_backend {

/// Threads: that of the event loop.
class pipeline final : private event_loop::waiter {
public:
    pipeline(event_loop& loop, std::chrono::milliseconds response_timeout) : loop_(loop), response_timeout_(response_timeout) {}
    ~pipeline() {
        if (is_destroyed_ != nullptr) *is_destroyed_ = true;
        stop_watching();
        while (!queue_.is_empty()) store_.put_back(queue_.pop());
    }
    /// From now on this connection, which stays the caller's.
    void attach(PGconn* db) noexcept { db_ = db; }

    /// False once the connection broke.
    bool is_usable() const noexcept { return !is_lost_; }
    bool is_empty() const noexcept { return queue_.is_empty(); }
    std::size_t in_flight() const noexcept { return in_flight_; }
    /// Whether the server works for someone who was destroyed meanwhile.
    bool has_dropped() const noexcept { return dropped_ > 0; }
    /// Whether the server refused the last BEGIN.
    bool has_refused_begin() const noexcept { return has_refused_begin_; }
    void expect_begin() noexcept { has_refused_begin_ = false; }

    void require_usable(std::string_view text) const {
        if (is_lost_) throw error(lost_category_, "PostgreSQL: " + lost_because_, 0, std::string(text));
    }
    /// libpq refused to send.
    [[noreturn]] void throw_lost(std::string_view text) {
        stop_watching();        // it may have closed the socket
        take_answers(false);         // what the server said before
        lose(trimmed(PQerrorMessage(db_)), error_category::connection);
        throw error(lost_category_, "PostgreSQL: " + lost_because_, 0, std::string(text));
    }

    /// Looks whether the server has closed an idle connection, without waiting.
    bool is_alive() {
        // A server that ends says so first, and the end comes behind that.
        while (is_empty() && !is_lost_ && block_on(PQsocket(db_), event_loop::readable, clock::time_point()))
            if (PQconsumeInput(db_) != 1) lose(trimmed(PQerrorMessage(db_)), error_category::connection);
        return !is_lost_ && PQstatus(db_) == CONNECTION_OK;
    }

    /// Gives the connection up.
    void break_off(std::string because) noexcept { lose(std::move(because), error_category::connection); }

    /// Before anything is given to libpq, as it needs memory.
    request_owner make_request() { return store_.make(); }
    /// What was just given to libpq to send.
    request& enqueue(request_owner sent) noexcept {
        request& mine = *sent.release();
        if (queue_.is_empty()) begin_turn();
        queue_.push(mine);
        ++in_flight_;
        flush();
        watch();
        return mine;
    }
    /// Takes no interest in the answer of a request, nor in its error.
    void forget(request& sent) noexcept {
        if (sent.is_done) store_.put_back(sent);
        else sent.is_abandoned = true;
    }
    /// Does the same for whoever waits for it and is destroyed.
    void drop(request& sent) noexcept {
        stop_waiting(sent);
        if (sent.is_done) return store_.put_back(sent);
        sent.is_dropped = true;
        ++dropped_;
        sent.is_abandoned = true;       // stays in the queue until its answer comes
    }
    /// Waits for the answer, once: a result, or an error's; nothing for what has none.
    /// Errors: dt::error when the connection broke.
    result_owner answer_of(request& sent, std::string_view text) {
        auto const dropping = [this](request* mine) { drop(*mine); };
        std::unique_ptr<request, decltype(dropping)> const mine(&sent, dropping);
        wait_until_answered(sent);
        if (is_lost_ && sent.result == nullptr) throw error(lost_category_, "PostgreSQL: " + lost_because_, 0, std::string(text));
        return std::move(sent.result);
    }

private:
    /// A fiber that waits for an answer.
    struct waiting final : answer_waiter {
        waiting(pipeline& on, request& what, dovetail::detail::fiber& who) : self(on), sent(what), mine(who) { sent.waits = this; }
        ~waiting() { self.stop_waiting(sent); }
        void answered() noexcept override { dovetail::detail::fiber_runner::resume(mine); }
        pipeline& self;
        request& sent;
        dovetail::detail::fiber& mine;
    };

    void wait_until_answered(request& sent) {
        if (sent.is_done) return;
        if (auto* const mine = dovetail::detail::fiber::current()) {
            waiting const here(*this, sent, *mine);
            while (!sent.is_done) mine->park();
        } else {
            // A destructor that undoes what a dropped coroutine did must not block the thread for as long as that takes.
            if (has_dropped()) throw error(error_category::cancelled, "dovetail: a statement before this one was dropped");
            stop_watching();
            while (!sent.is_done) {
                bool const is_ready = block_on(PQsocket(db_), interests(), until_);
                is_ready ? read() : lose("the server gave no answer in time", error_category::timeout);
            }
            watch();
        }
    }

    void flush() noexcept {
        int const left = PQflush(db_);
        must_flush_ = left > 0;
        if (left >= 0) return;
        stop_watching();        // libpq has closed the socket
        take_answers(false);
        lose(trimmed(PQerrorMessage(db_)), error_category::connection);
    }
    unsigned interests() const noexcept { return event_loop::readable | (must_flush_ ? event_loop::writable : 0u); }
    /// Has the event loop call ready() when there is something to do.
    void watch() noexcept {
        bool const must_wake = !woken_.is_empty() && is_destroyed_ == nullptr;
        unsigned const wanted = must_wake ? soon : !queue_.is_empty() && !is_lost_ ? interests() : 0u;
        if (watched_ == wanted) return;
        stop_watching();
        try {
            if (wanted == soon) loop_.post(*this);
            else if (wanted != 0) loop_.wait(*this, PQsocket(db_), wanted, until_);
            watched_ = wanted;
        } catch (...) {
            lose("no memory to wait for the server", error_category::connection);
        }
    }
    void stop_watching() noexcept {
        if (std::exchange(watched_, 0u) != 0) loop_.cancel(*this);
    }
    void ready(bool timed_out) noexcept override {
        bool is_destroyed = false;              // by whom is woken
        is_destroyed_ = &is_destroyed;
        bool const was_posted = std::exchange(watched_, 0u) == soon;
        if (!was_posted && timed_out && !queue_.is_empty() && until_ <= clock::now())
            lose("the server gave no answer in time", error_category::timeout);
        bool const has_come = !was_posted && !timed_out && receive();
        for (;;) {
            // Who waits takes its result before the next one is made: that is much easier for malloc().
            if (has_come) take_answers(true);
            if (woken_.is_empty()) break;
            while (!woken_.is_empty()) {
                std::exchange(woken_.pop().waits, nullptr)->answered();
                if (is_destroyed) return;
            }
        }
        is_destroyed_ = nullptr;
        look_at_time();
        watch();
    }
    /// Whoever waits is not woken any more.
    void stop_waiting(request& sent) noexcept {
        if (std::exchange(sent.waits, nullptr) != nullptr && sent.is_done) woken_.remove(sent);
    }
    void read() noexcept {
        if (receive()) take_answers(false);
        look_at_time();
    }
    /// What the socket has; false once it is closed: then all is taken.
    bool receive() noexcept {
        if (must_flush_) flush();
        if (is_lost_) return false;
        if (PQconsumeInput(db_) == 1) return true;
        take_answers(false);         // what came before it broke
        lose(trimmed(PQerrorMessage(db_)), error_category::connection);
        return false;
    }
    /// The time of the first one's answer begins: it was sent, or the one before it was answered.
    void begin_turn() noexcept {
        is_next_turn_ = false;
        until_ = response_timeout_.count() > 0 ? event_loop::last_tick() + response_timeout_ : event_loop::never;
    }
    /// Where another one's turn came, its time begins. The time of one whose answer has come in part goes on: there are servers
    /// that send without end.
    void look_at_time() noexcept {
        if (is_next_turn_) begin_turn();
        else if (!queue_.is_empty() && until_ <= event_loop::last_tick()) lose("the server gave no answer in time", error_category::timeout);
    }
    /// @param one  ends when somebody is to be woken
    void take_answers(bool one) noexcept {
        int nothing = 0;
        bool ends = false;      // a result has come, and so has the end behind it
        while (!queue_.is_empty() && (ends || (!(one && !woken_.is_empty()) && !PQisBusy(db_)))) {
            result_owner result(PQgetResult(db_));
            if (PQstatus(db_) == CONNECTION_BAD) {
                if (result && !field_of(result.get(), PG_DIAG_SQLSTATE).empty()) queue_.front().result = std::move(result);
                return lose(trimmed(PQerrorMessage(db_)), error_category::connection);
            }
            auto const status = PQresultStatus(result.get());
            bool const is_copy = status == PGRES_COPY_IN || status == PGRES_COPY_OUT || status == PGRES_COPY_BOTH;
            if (is_copy && !(queue_.front().is_copy && status == PGRES_COPY_IN))
                return lose("COPY is not for statements; the connection was closed", error_category::usage);
            nothing = result == nullptr ? nothing + 1 : 0;
            ends = result != nullptr && status != PGRES_PIPELINE_SYNC && !queue_.front().is_simple;
            if (nothing > 2) return lose("the server's answers do not follow the protocol", error_category::connection);
            if (queue_.front().is_simple) {
                if (result == nullptr) answered_simple();
                else keep(std::move(result));
                if (is_copy) answered();
            } else if (status == PGRES_PIPELINE_SYNC) answered();
            else if (result != nullptr && status != PGRES_PIPELINE_ABORTED) keep(std::move(result));    // else it is another's end
        }
    }
    void keep(result_owner result) noexcept {
        request& head = queue_.front();
        bool const failed = is_error(result.get());
        if (is_error_of_libpq(result.get())) return lose(trimmed(PQresultErrorMessage(result.get())), error_category::connection);
        if (std::exchange(head.begins, false)) {
            has_refused_begin_ = failed;
            if (!failed) return;
        }
        bool const prepares = std::exchange(head.prepares, false);
        if (prepares && !failed) {
            if (head.form->number == head.form_number) head.form->is_ready = true;
            return;
        }
        if (failed && head.form != nullptr && head.form->number == head.form_number && (prepares || is_stale_form(result.get()))) {
            head.form->number = 0;          // next time under another name
            head.form->is_ready = false;
        }
        if (head.result == nullptr || !is_error(head.result.get())) head.result = std::move(result);
    }
    void answered_simple() noexcept {
        if (PQenterPipelineMode(db_) != 1) return lose(trimmed(PQerrorMessage(db_)), error_category::connection);
        answered();
    }
    void answered() noexcept {
        request& head = queue_.pop();
        --in_flight_;
        dropped_ -= head.is_dropped;
        head.is_done = true;
        is_next_turn_ = !queue_.is_empty();
        if (head.is_abandoned) store_.put_back(head);
        else if (head.waits != nullptr) woken_.push(head);
    }
    /// The connection is no more; all who wait are told.
    void lose(std::string because, error_category category) noexcept {
        if (is_lost_) return;
        is_lost_ = true;
        lost_because_ = std::move(because);
        if (lost_because_.empty()) lost_because_ = "the connection broke";
        lost_category_ = category;
        stop_watching();
        while (!queue_.is_empty()) {
            // A result is not the end: what stands by itself is committed behind it, and that may have failed.
            if (!is_error(queue_.front().result.get())) queue_.front().result.reset();
            answered();
        }
        watch();
    }

    static constexpr unsigned soon = 4;         ///< beside event_loop::interest
    event_loop& loop_;
    std::chrono::milliseconds response_timeout_;
    PGconn* db_ = nullptr;
    request_store store_;
    request_queue queue_;                       ///< on their way
    clock::time_point until_ = event_loop::never;   ///< for the first one's answer
    std::size_t in_flight_ = 0;
    request_queue woken_;                       ///< answered; who waits for them is to be told
    std::size_t dropped_ = 0;                   ///< of those in flight
    unsigned watched_ = 0;                      ///< interests, or `soon`; 0: nothing
    bool* is_destroyed_ = nullptr;              ///< inside ready()
    bool is_next_turn_ = false;                 ///< the first one's, whose time has not begun
    bool must_flush_ = false;
    bool has_refused_begin_ = false;
    bool is_lost_ = false;
    std::string lost_because_;
    error_category lost_category_ = error_category::connection;
};
}  // namespace dovetail::postgres_backend
