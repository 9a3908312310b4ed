// SPDX-License-Identifier: BSL-1.0
// execution: a statement on its way, which co_await sends.
//
//     auto result = co_await db.execute(dt::select(users));
//
// It has no trace of the statement's type beside its row type: the text, the values and the way to read a row.
#pragma once

#include <dovetail/executor/driver.hpp>
#include <dovetail/executor/operation.hpp>
#include <dovetail/loading/fold.hpp>
#include <dovetail/lowering/collect.hpp>
#include <dovetail/mapping/result.hpp>

namespace dovetail {
namespace detail {

/// The type of a statement's rows; void where it has none.
template <class Statement>
struct row_of {
    using type = void;
};
template <class View, class Source, class Where, class Order, class Plan, select_flags Flags>
struct row_of<select_statement<selected_entity<View>, Source, Where, Order, Plan, Flags>> {
    using type = planned_entity<typename View::model, value_plan<Plan>>;
};
template <class... E, class Source, class Where, class Order, class Plan, select_flags Flags>
struct row_of<select_statement<selected_columns<E...>, Source, Where, Order, Plan, Flags>> {
    using type = row<E...>;
};
template <fixed_string Text, class Row, class... Values>
struct row_of<raw_statement<Text, Row, Values...>> {
    using type = Row;
};
template <fixed_string Text, class... Values>
struct row_of<raw_statement<Text, no_row, Values...>> {
    using type = void;
};

/// A sink that adds rows to a collect_rows.
template <class Reader, class Row>
row_sink<Reader> sink_into(collect_rows<Reader, Row>& rows) {
    return {&rows,
            [](void* self, typename Reader::row const& row) { static_cast<collect_rows<Reader, Row>*>(self)->add(row); },
            &decode_row<Reader, Row>::describe, decode_row<Reader, Row>::width};
}

}  // namespace detail

/// Runs statements: an engine, or a session.
template <class Dialect>
class statement_runner : public detail::operation_place {
public:
    using driver_type = driver<Dialect>;
    using sink = row_sink<typename driver_type::reader>;

    /// Runs a statement to its end, on this thread. Gives the number of rows read or changed.
    virtual std::int64_t run(statement_info& what, parameters const& values, sink const& rows) = 0;

protected:
    using detail::operation_place::operation_place;
    ~statement_runner() = default;
};

/// A statement with rows of type Row. Awaited once; the statement's values are in it.
template <class Dialect, class Row>
class [[nodiscard("dovetail: a statement is not sent until it is awaited; write co_await")]] execution final
    : public detail::operation<result<Row>> {
public:
    execution(statement_runner<Dialect>& runner, statement_info& what, parameters values)
        : detail::operation<result<Row>>(runner, !what.reads_only), runner_(runner), what_(what), values_(std::move(values)) {}

private:
    result<Row> perform() override {
        detail::collect_rows<typename driver<Dialect>::reader, Row> rows;
        runner_.run(what_, values_, detail::sink_into(rows));
        return result<Row>(std::move(rows.rows), what_.text);
    }
    statement_runner<Dialect>& runner_;
    statement_info& what_;
    parameters values_;
};

/// A statement without rows.
template <class Dialect>
class [[nodiscard("dovetail: a statement is not sent until it is awaited; write co_await")]] execution<Dialect, void> final
    : public detail::operation<mutation_result> {
public:
    execution(statement_runner<Dialect>& runner, statement_info& what, parameters values)
        : detail::operation<mutation_result>(runner, true), runner_(runner), what_(what), values_(std::move(values)) {}

private:
    mutation_result perform() override { return mutation_result(runner_.run(what_, values_, {})); }
    statement_runner<Dialect>& runner_;
    statement_info& what_;
    parameters values_;
};

namespace detail {

/// A statement, checked and stripped of its type. It gives up what it owns.
template <class Dialect, class Statement>
auto make_execution(statement_runner<Dialect>& runner, Statement&& statement) {
    using plain = std::remove_cvref_t<Statement>;
    require_valid<Dialect, plain>();
    if constexpr (std::is_lvalue_reference_v<Statement>)
        return execution<Dialect, typename row_of<plain>::type>(runner, info_of<Dialect, plain>,
                                                               collect_values(plain(statement)));
    else
        return execution<Dialect, typename row_of<plain>::type>(runner, info_of<Dialect, plain>,
                                                               collect_values(std::move(statement)));
}

}  // namespace detail
}  // namespace dovetail
