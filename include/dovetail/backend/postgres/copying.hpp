// SPDX-License-Identifier: BSL-1.0
// COPY ... FROM STDIN: rows as fast as the server takes them.
#pragma once

#include <dovetail/backend/postgres/pipeline.hpp>

#include <charconv>
#include <cstdint>
#include <exception>
#include <string>
#include <string_view>

namespace dovetail::postgres_backend {

/// One COPY, on a connection that is out of the pipeline mode.
class copy_sender {
public:
    copy_sender(PGconn* db, pipeline& sent, event_loop& loop, std::chrono::milliseconds response_timeout, std::string const& text)
        : db_(db), sent_(sent), loop_(loop), response_timeout_(response_timeout), text_(text) {}

    /// `fill(bytes, is_first)` makes more data, the first of a COPY or not, to which it points bytes, and gives false when there is no
    /// more. Gives the number of rows.
    ///
    /// A server that refuses a row says so at once, and ignores the rest. libpq tells that only at the end, and a range may have
    /// none: so when the server has said anything, a notice perhaps, the COPY is ended, and another one goes on.
    template <class Fill>
    std::int64_t send(Fill& fill) {
        std::int64_t rows = 0;
        for (bool is_more = true;;) {
            rows += send_some(fill, is_more);
            if (!is_more) return rows;
            if (PQexitPipelineMode(db_) != 1) sent_.throw_lost(text_);
        }
    }

private:
    template <class Fill>
    std::int64_t send_some(Fill& fill, bool& is_more) {
        has_heard_ = false;
        auto begun = sent_.make_request(), ended = sent_.make_request();
        begun->is_simple = begun->is_copy = ended->is_simple = true;
        if (PQsendQuery(db_, text_.c_str()) != 1) sent_.throw_lost(text_);
        auto const begin = sent_.answer_of(sent_.enqueue(std::move(begun)), text_);
        if (PQresultStatus(begin.get()) != PGRES_COPY_IN) throw make_error(begin.get(), text_);
        std::exception_ptr failure;
        try {
            for (bool is_first = true; is_more && !has_heard_; is_first = false) {
                std::string_view bytes;
                is_more = fill(bytes, is_first);
                give(bytes);
                look();
                // A server that takes all at once would keep this thread from everything else.
                wait_for(loop_, -1, event_loop::nothing, clock::time_point::min());
            }
        } catch (dovetail::detail::fiber_cancelled const&) {
            sent_.break_off("a copy was abandoned");
            throw;
        } catch (...) {
            failure = std::current_exception();
        }
        if (failure && !sent_.is_usable()) std::rethrow_exception(failure);
        if (PQputCopyEnd(db_, failure ? "the program ended the copy" : nullptr) < 0) sent_.throw_lost(text_);
        auto const result = sent_.answer_of(sent_.enqueue(std::move(ended)), text_);
        if (failure) std::rethrow_exception(failure);
        if (is_error(result.get())) throw make_error(result.get(), text_);
        std::string_view const rows = PQcmdTuples(result.get());
        std::int64_t count = 0;
        std::from_chars(rows.data(), rows.data() + rows.size(), count);
        return count;
    }
    /// Whether the server has said something. Before libpq reads it, as that does not tell.
    void look() { has_heard_ = has_heard_ || block_on(PQsocket(db_), event_loop::readable, clock::time_point()); }
    void give(std::string_view bytes) {
        auto const until = after(response_timeout_);
        for (;;) {
            int const taken = bytes.empty() ? 1 : PQputCopyData(db_, bytes.data(), static_cast<int>(bytes.size()));
            if (taken < 0) sent_.throw_lost(text_);
            if (taken == 1) break;
            wait_for_room(until);
        }
        for (;;) {
            int const left = PQflush(db_);
            if (left < 0) sent_.throw_lost(text_);
            if (left == 0) return;
            wait_for_room(until);
        }
    }
    void wait_for_room(clock::time_point until) {
        if (!wait_for(loop_, PQsocket(db_), event_loop::readable | event_loop::writable, until)) {
            sent_.break_off("the server took no data in time");
            sent_.require_usable(text_);
        }
        look();
        if (PQconsumeInput(db_) != 1) sent_.throw_lost(text_);
    }

    PGconn* db_;
    pipeline& sent_;
    event_loop& loop_;
    std::chrono::milliseconds response_timeout_;
    std::string const& text_;
    bool has_heard_ = false;
};

}  // namespace dovetail::postgres_backend
