// SPDX-License-Identifier: BSL-1.0
// statement_batch: statements of which none needs the result of another. Where the database allows it they are sent
// without waiting for each other's answers; elsewhere each runs as it comes.
//
//     statement_batch<Dialect, entry> all(db, log);
//     for (...) all.send(info, entry{...}, bind);
//     all.finish();                                    // entry::done(count) was called for each, in their order
//
// An Entry has `row_sink<reader> sink()`, for the rows that its statement gives, and `void done(std::int64_t count)`.
#pragma once

#include <dovetail/executor/driver.hpp>
#include <dovetail/executor/log.hpp>

#include <deque>
#include <memory>

namespace dovetail::detail {

template <class Dialect, class Entry>
class statement_batch {
    using driver_type = driver<Dialect>;
    using connection = typename driver_type::connection;

public:
    statement_batch(connection& db, statement_log& log) : db_(db), log_(log) {}
    statement_batch(statement_batch const&) = delete;
    statement_batch& operator=(statement_batch const&) = delete;
    /// Answers that nobody waited for, as an error came before, are dropped.
    ~statement_batch() {
        if constexpr (driver_type::pipelines)
            for (auto& each : waiting_) driver_type::drop(db_, each.sent);
    }

    template <class Bind>
    void send(statement_info& info, Entry entry, Bind&& bind) {
        if constexpr (driver_type::pipelines) {
            if (waiting_.size() == depth) finish_first();
            auto& mine = waiting_.emplace_back(waiting{info, std::move(entry), {}, {}});
            try {
                if (log_.hook) mine.shown = std::make_unique<parameters>(driver_type::values_bound(db_, info, bind));
                mine.sent = driver_type::send_bound(db_, info, bind);
            } catch (...) {
                waiting_.pop_back();
                throw;
            }
        } else {
            auto const count = log_.measure_bound(
                info.text(), 0, [&] { return driver_type::run_bound(db_, info, entry.sink(), bind); },
                [&] { return driver_type::values_bound(db_, info, bind); });
            entry.done(count);
        }
    }
    void finish() {
        if constexpr (driver_type::pipelines)
            while (!waiting_.empty()) finish_first();
    }

private:
    static constexpr std::size_t depth = 256;       ///< so that neither side keeps answers without bound

    struct waiting {
        statement_info& info;
        Entry entry;
        typename driver_type::ticket sent;
        std::unique_ptr<parameters> shown;      ///< its values, for a hook
    };
    void finish_first() {
        struct popping {
            std::deque<waiting>& all;
            ~popping() { all.pop_front(); }
        } const at_exit{waiting_};
        waiting& first = waiting_.front();
        auto const count = log_.measure(first.info.text(), false, [&] {
            return driver_type::finish(db_, std::exchange(first.sent, {}), first.info, first.entry.sink());
        }, first.shown.get());
        first.entry.done(count);
    }

    connection& db_;
    statement_log& log_;
    std::deque<waiting> waiting_;       ///< sent, not answered
};

}  // namespace dovetail::detail
