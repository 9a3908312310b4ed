// SPDX-License-Identifier: BSL-1.0
// statement_runner: what runs statements, an engine or a session, as executions know it.
#pragma once

#include <dovetail/executor/driver.hpp>
#include <dovetail/executor/log.hpp>
#include <dovetail/executor/operation.hpp>
#include <dovetail/loading/fold.hpp>

namespace dovetail {
namespace detail {

/// A sink that adds rows to a collect_rows.
template <class Reader, class Row>
row_sink<Reader> sink_into(collect_rows<Reader, Row>& rows) {
    using collection = collect_rows<Reader, Row>;
    row_sink<Reader> sink{&rows, &collection::add, &decode_row<Reader, Row>::describe, decode_row<Reader, Row>::width};
    if constexpr (requires { Reader::knows_row_count; } && !collection::folds)
        sink.expect = [](void* self, std::size_t count) { static_cast<collection*>(self)->rows.reserve(count); };
    return sink;
}

template <class Dialect, class S>
struct explanation;
}  // namespace detail

/// Work on a connection, inside a transaction.
template <class Dialect>
struct connection_work {
    virtual std::int64_t run(typename driver<Dialect>::connection& db, statement_log& log) = 0;

protected:
    ~connection_work() = default;
};

/// Runs statements: an engine, or a session.
template <class Dialect>
class statement_runner : public detail::operation_place {
public:
    using driver_type = driver<Dialect>;
    using sink = row_sink<typename driver_type::reader>;

    /// Runs a statement to its end, on this thread. Gives the number of rows read or changed.
    virtual std::int64_t run(statement_info& what, parameters const& values, sink const& rows) = 0;
    /// Sends a statement for a job without waiting, where that can be; then `early` runs the job to read the answer.
    virtual bool send_early(statement_info&, parameters const&, typename driver_type::early_statement&, detail::job&) { return false; }
    /// Does several things at once: in the session's transaction, or in one of its own.
    virtual std::int64_t run_work(connection_work<Dialect>& work) = 0;

    /// How the database would run a statement, which it does not: std::vector<dt::plan_step>; <dovetail/sql.hpp>.
    template <class Statement, class... Arguments>
    auto explain(Statement const& statement, Arguments const&... arguments) {
        constexpr bool is_included = requires { sizeof(detail::explanation<Dialect, Statement>); };
        static_assert(is_included, "dovetail: explain() needs #include <dovetail/sql.hpp>");
        if constexpr (is_included) return detail::explanation<Dialect, Statement>::make(*this, statement, arguments...);
    }

protected:
    using detail::operation_place::operation_place;
    ~statement_runner() = default;
};

}  // namespace dovetail
