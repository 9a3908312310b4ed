// SPDX-License-Identifier: BSL-1.0
// Several statements in one go: `auto [users, count] = co_await db.batch(dt::select(...), dt::update(...).set(...));`
//
// On PostgreSQL they share a round trip. Each sees what those before it did; what fails fails those behind it.
#pragma once

#include <dovetail/executor/execute.hpp>
#include <dovetail/executor/statement_batch.hpp>

#include <tuple>

namespace dovetail::detail {

/// What a statement of a batch runs, without its type.
template <class Dialect>
struct batch_part {
    statement_info* what;
    parameters values;
    row_sink<typename driver<Dialect>::reader> rows{};
    std::int64_t count = 0;
};

/// A statement of a batch and its rows.
template <class Dialect, class Row>
struct batch_item {
    batch_part<Dialect> part;
    collect_rows<typename driver<Dialect>::reader, Row> collected{};

    void prepare() { part.rows = sink_into(collected); }
    result<Row> take() { return result<Row>(std::move(collected.rows), part.what->text()); }
};
template <class Dialect>
struct batch_item<Dialect, void> {
    batch_part<Dialect> part;

    void prepare() {}
    mutation_result take() { return mutation_result(part.count); }
};

template <class Dialect, class S>
auto make_batch_item(S const& statement) {
    constexpr bool is_range = S::statement == statement_kind::insert_rows;
    static_assert(!is_range, "dovetail: batch() takes statements of one text; insert a range by execute(), or by add_all() and flush()");
    if constexpr (is_range) return batch_item<Dialect, void>{{nullptr, {}}};
    else {
        static_assert(require_valid<Dialect, S>());
        auto what = make_sendable<Dialect>(statement);
        return batch_item<Dialect, typename row_of<S>::type>{{&what.info, std::move(what.values)}};
    }
}

/// Sends all of them, then takes their answers.
template <class Dialect, class... Rows>
void run_batch(typename driver<Dialect>::connection& db, statement_log& log, std::tuple<batch_item<Dialect, Rows>...>& items) {
    using driver_type = driver<Dialect>;
    std::apply([](auto&... each) { (each.prepare(), ...); }, items);
    if constexpr (driver_type::pipelines) {
        struct entry {
            batch_part<Dialect>* part;
            auto sink() { return part->rows; }
            void done(std::int64_t count) { part->count = count; }
        };
        statement_batch<Dialect, entry> all(db, log);
        std::apply(
            [&](auto&... each) {
                (all.send(*each.part.what, entry{&each.part},
                          [&](typename driver_type::binder& to) { driver_type::bind_parameters(to, each.part.values); }),
                 ...);
            },
            items);
        all.finish();
    } else
        std::apply(
            [&](auto&... each) {
                ((each.part.count = log.measure(each.part.what->text(), false, [&] {
                    return driver_type::run(db, *each.part.what, each.part.values, each.part.rows);
                }, &each.part.values)), ...);
            },
            items);
}

}  // namespace dovetail::detail
