// SPDX-License-Identifier: BSL-1.0
// What is on its way to a server, and what comes back.
#pragma once

#include <dovetail/backend/postgres/prepared.hpp>
#include <dovetail/backend/postgres/waiting.hpp>

#include <libpq-fe.h>

#include <cstring>
#include <memory>
#include <utility>

namespace dovetail::postgres_backend {

struct result_closer {
    void operator()(PGresult* result) const noexcept { PQclear(result); }
};
using result_owner = std::unique_ptr<PGresult, result_closer>;

inline bool is_error(PGresult const* result) noexcept {
    auto const status = PQresultStatus(result);
    return status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK && status != PGRES_EMPTY_QUERY;
}

/// Whether it is the answer to such a statement, which gives no rows.
inline bool is_command(PGresult* result, char const* name) noexcept {
    return PQresultStatus(result) == PGRES_COMMAND_OK && std::strcmp(PQcmdStatus(result), name) == 0;
}

/// Whether the error is not one that the server sent, but libpq's: it did not understand what came.
inline bool is_error_of_libpq(PGresult const* result) noexcept {
    auto const status = PQresultStatus(result);
    return status == PGRES_BAD_RESPONSE || (status == PGRES_FATAL_ERROR && field_of(result, PG_DIAG_SQLSTATE).empty());
}

/// Who waits for an answer.
class answer_waiter {
public:
    /// It has come, or the connection broke. Called once, by the event loop.
    virtual void answered() noexcept = 0;

protected:
    ~answer_waiter() = default;
};

/// A statement on its way.
struct request {
    result_owner result;                            ///< the first error, otherwise the last result
    answer_waiter* waits = nullptr;
    prepared_form* form = nullptr;                  ///< that it uses
    unsigned form_number = 0;                       ///< under this name
    request* next = nullptr;                        ///< of a request_queue
    bool commits = false;                           ///< by itself, outside of a transaction
    bool begins = false;                            ///< a BEGIN goes before it, without which it does nothing
    bool is_first = false;                          ///< of a transaction
    bool prepares = false;                          ///< the form's preparation goes before it
    bool is_simple = false;                         ///< sent outside of the pipeline mode
    bool is_copy = false;                           ///< answered when the server wants the rows, which it still waits for
    bool is_done = false;
    bool is_abandoned = false;
    bool is_dropped = false;                        ///< who waited for it was destroyed
};

/// Requests in their order, linked by `next`.
class request_queue {
public:
    request_queue() = default;
    request_queue(request_queue const&) = delete;
    request_queue& operator=(request_queue const&) = delete;

    bool is_empty() const noexcept { return first_ == nullptr; }
    request& front() const noexcept { return *first_; }
    void push(request& last) noexcept {
        last.next = nullptr;
        *std::exchange(end_, &last.next) = &last;
    }
    request& pop() noexcept {
        request& first = *std::exchange(first_, first_->next);
        if (first_ == nullptr) end_ = &first_;
        return first;
    }
    void remove(request& queued) noexcept {
        request** link = &first_;
        while (*link != &queued) link = &(*link)->next;
        *link = queued.next;
        if (queued.next == nullptr) end_ = link;
    }

private:
    request* first_ = nullptr;
    request** end_ = &first_;
};

/// Makes requests, and makes them again of those that are over: with 64 on their way, malloc() would take 3% of a look-up's
/// instructions.
class request_store {
public:
    struct returning {
        request_store* to;
        void operator()(request* over) const noexcept { to->put_back(*over); }
    };
    using owner = std::unique_ptr<request, returning>;

    ~request_store() {
        while (!spare_.is_empty()) delete &spare_.pop();
    }
    owner make() { return owner(spare_.is_empty() ? new request : &spare_.pop(), {this}); }
    void put_back(request& over) noexcept {
        over = request{};
        spare_.push(over);
    }

private:
    request_queue spare_;
};
using request_owner = request_store::owner;

}  // namespace dovetail::postgres_backend
