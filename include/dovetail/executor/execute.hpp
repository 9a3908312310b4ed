// SPDX-License-Identifier: BSL-1.0
// execution: a statement on its way, which co_await sends.
//
//     auto result = co_await db.execute(dt::select(users));
//
// It has no trace of the statement's type beside its row type: the text, the values and the way to read a row.
#pragma once

#include <dovetail/executor/insert_rows.hpp>
#include <dovetail/executor/sendable.hpp>
#include <dovetail/executor/statement_runner.hpp>
#include <dovetail/lowering/collect.hpp>
#include <dovetail/lowering/row_of.hpp>
#include <dovetail/mapping/result.hpp>

namespace dovetail {

/// What an execution gives: its result as it is.
struct as_result {
    template <class Dialect, class Row>
    static result<Row> convert(statement_runner<Dialect>&, result<Row>&& rows) {
        return std::move(rows);
    }
};

namespace detail {

/// What executing statements of all types of rows have in common.
template <class Dialect>
class statement_operation : public operation_base {
    using runner_type = statement_runner<Dialect>;

protected:
    statement_operation(runner_type& runner, bool writes, statement_info& what, parameters&& values, void (*work)(operation_base&))
        : operation_base(runner, writes, work), runner_(runner), what_(what), values_(std::move(values)) {
        if constexpr (driver<Dialect>::sends_early) this->begin_early_ = &begin_early;
    }
    ~statement_operation() = default;

    std::int64_t run(typename runner_type::sink const& rows) {
        using driver_type = driver<Dialect>;
        if constexpr (driver_type::sends_early)
            if (early_.is_sent()) return driver_type::finish_early(early_, what_, values_, rows);
        return runner_.run(what_, values_, rows);
    }
    runner_type& runner_;
    statement_info& what_;

private:
    static bool begin_early(job& of) noexcept {
        auto& self = static_cast<statement_operation&>(of);
        try {
            return self.runner_.send_early(self.what_, self.values_, self.early_, self);
        } catch (...) {
            self.failure_ = std::current_exception();
            return false;
        }
    }
    parameters values_;
    [[no_unique_address]] typename driver<Dialect>::early_statement early_;
};

}  // namespace detail

/// A statement with rows of type Row. Awaited once; the statement's values are in it.
template <class Dialect, class Row, class As = as_result>
class [[nodiscard("dovetail: a statement is not sent until it is awaited; write co_await")]] execution final
    : public detail::operation<decltype(As::convert(std::declval<statement_runner<Dialect>&>(), std::declval<result<Row>>())),
                               detail::statement_operation<Dialect>> {
    using given = decltype(As::convert(std::declval<statement_runner<Dialect>&>(), std::declval<result<Row>>()));

public:
    execution(statement_runner<Dialect>& runner, statement_info& what, parameters values)
        : detail::operation<given, detail::statement_operation<Dialect>>(runner, !what.reads_only, what, std::move(values)) {}
    ~execution() { this->stop(); }

private:
    given perform() override {
        detail::collect_rows<typename driver<Dialect>::reader, Row> rows;
        if (this->what_.finds_by_key) rows.rows.reserve(1);       // a third of what growing costs
        this->run(detail::sink_into(rows));
        if constexpr (std::is_same_v<As, as_result>) return given(static_cast<std::vector<Row>&&>(rows.rows), this->what_.text());
        else return As::convert(this->runner_, result<Row>(static_cast<std::vector<Row>&&>(rows.rows), this->what_.text()));
    }
};

namespace detail {

/// Makes a row where the next one is.
template <class Reader, class Row>
void add_row(void* to, typename Reader::row const& from) {
    auto& rows = *static_cast<row_store*>(to);
    ::new (rows.room()) Row(decode_row<Reader, Row>::make(from, 0));
    rows.added();
}
/// What reads rows of a type.
template <class Reader, class Row>
inline constexpr row_sink<Reader> sink_of_rows{nullptr, &add_row<Reader, Row>, &decode_row<Reader, Row>::describe,
                                               decode_row<Reader, Row>::width};

/// What executions of selects of columns have in common. Each has rows of a type of its own, which only the pieces above know.
template <class Dialect>
class rows_execution : public statement_operation<Dialect> {
    using sink = row_sink<typename driver<Dialect>::reader>;

public:
    rows_execution(statement_runner<Dialect>& runner, statement_info& what, parameters values, stored_row const& row, sink const& reads)
        : statement_operation<Dialect>(runner, !what.reads_only, what, std::move(values), &work), rows_(row), reads_(reads) {}
    ~rows_execution() { this->stop(); }

protected:
    row_store rows_;

private:
    static void work(operation_base& of) {
        auto& self = static_cast<rows_execution&>(of);
        self.rows_.clear();
        if (self.what_.finds_by_key) self.rows_.expect(1);
        sink rows = self.reads_;
        rows.self = &self.rows_;
        rows.expect = [](void* to, std::size_t count) { static_cast<row_store*>(to)->expect(count); };
        self.run(rows);
    }
    sink const& reads_;
};

}  // namespace detail

/// A statement whose rows are dt::row<...>.
template <class Dialect, class... Expressions, class As>
class [[nodiscard("dovetail: a statement is not sent until it is awaited; write co_await")]] execution<Dialect, row<Expressions...>, As> final
    : public detail::rows_execution<Dialect> {
    using row_type = row<Expressions...>;

public:
    execution(statement_runner<Dialect>& runner, statement_info& what, parameters values)
        : detail::rows_execution<Dialect>(runner, what, static_cast<parameters&&>(values), detail::stored_row_of<row_type>,
                                          detail::sink_of_rows<typename driver<Dialect>::reader, row_type>) {}
    auto await_resume() {
        this->finish();
        if constexpr (std::is_same_v<As, as_result>) return result<row_type>(static_cast<detail::row_store&&>(this->rows_), this->what_.text());
        else return As::convert(this->runner_, result<row_type>(static_cast<detail::row_store&&>(this->rows_), this->what_.text()));
    }
};

/// A statement without rows.
template <class Dialect>
class [[nodiscard("dovetail: a statement is not sent until it is awaited; write co_await")]] execution<Dialect, void, as_result> final
    : public detail::operation<mutation_result, detail::statement_operation<Dialect>> {
public:
    execution(statement_runner<Dialect>& runner, statement_info& what, parameters values)
        : detail::operation<mutation_result, detail::statement_operation<Dialect>>(runner, true, what, std::move(values)) {}
    ~execution() { this->stop(); }

private:
    mutation_result perform() override { return mutation_result(this->run({})); }
};

namespace detail {

/// INSERT of a range of new rows, by the statements that Infos has.
template <class Dialect, class View, class Rows, class Infos = insert_infos<Dialect, typename View::model>>
class [[nodiscard("dovetail: a statement is not sent until it is awaited; write co_await")]] insert_execution final
    : public operation<mutation_result>, private connection_work<Dialect> {
    using model = typename View::model;

public:
    /// @param behind  the values behind the rows, in each statement
    insert_execution(statement_runner<Dialect>& runner, Rows rows, parameters behind = {})
        : operation<mutation_result>(runner, true), runner_(runner), rows_(std::move(rows)), behind_(std::move(behind)) {}
    ~insert_execution() { this->stop(); }

private:
    mutation_result perform() override { return mutation_result(runner_.run_work(*this)); }
    std::int64_t run(typename driver<Dialect>::connection& db, statement_log& log) override {
        auto const now = now_in_seconds();
        std::int64_t inserted = 0;
        auto const run = [&](statement_info& info, int rows, auto bind) {
            inserted += run_rows<Dialect>(db, log, info, rows, {}, bind, behind_);
        };
        constexpr get_from_new_row get;
        auto const send = [&]<bool WithKey>(std::bool_constant<WithKey>, auto from, auto to) {
            send_rows<Dialect, model, WithKey, Infos>(from, static_cast<std::size_t>(std::ranges::distance(from, to)), get, now, run);
        };
        auto const from = std::ranges::begin(rows_);
        auto const end = std::ranges::end(rows_);
        if constexpr (Dialect::rules.rows_as_arrays) for_each_run<model>(from, end, get, send);
        else send(std::true_type(), from, end);
        return inserted;
    }
    statement_runner<Dialect>& runner_;
    Rows rows_;
    parameters behind_;
};

/// INSERT of new rows with ON CONFLICT or RETURNING; defined in <dovetail/sql.hpp>.
template <class Dialect, class S> struct insert_with_more;
template <class As, class Dialect, class S>
auto rows_with_more(statement_runner<Dialect>& runner, S& statement) {
    constexpr bool is_included = requires { sizeof(insert_with_more<Dialect, S>); };
    static_assert(is_included, "dovetail: on_conflict() and returning() of a range of new rows need #include <dovetail/sql.hpp>");
    if constexpr (is_included) return insert_with_more<Dialect, S>::template make<As>(runner, statement);
    else return insert_execution<Dialect, typename S::source, decltype(statement.rows)>(runner, std::move(statement.rows));
}

/// A statement with its arguments; defined in <dovetail/sql.hpp>.
template <class S> struct argument_binder;

/// Whether a statement has choices or named parameters.
template <class Dialect, class S>
concept needs_assembling = walk_survey<Dialect, own_walk<S>()>.has_choices || walk_survey<Dialect, own_walk<S>()>.named != 0;

/// Declared only, for what is never linked: a program that executes no statement does not compile.
statement_info& no_statement();

/// A statement, checked and stripped of its type. Everything that a statement costs at compile time, beside building
/// it, is in this one function.
template <class As, class Dialect, class S, class... Arguments>
auto make_execution(statement_runner<Dialect>& runner, S& statement, Arguments const&... arguments) {
    constexpr bool is_statement = requires { S::statement; };
    static_assert(is_statement || __is_base_of(after_error, S), "dovetail: execute() takes a statement, such as dt::select(users)");
    if constexpr (!is_statement) return execution<Dialect, void>(runner, no_statement(), {});
    else if constexpr (sizeof...(Arguments) > 0) {
        constexpr bool is_included = requires { sizeof(argument_binder<S>); };
        static_assert(is_included, "dovetail: statements with parameters need #include <dovetail/sql.hpp>");
        if constexpr (is_included) {
            auto bound = argument_binder<S>::make(statement, arguments...);
            return make_execution<As, Dialect>(runner, bound);
        } else return execution<Dialect, typename row_of<S>::type, As>(runner, info_of<Dialect, S>, parameters());
    } else if constexpr (S::statement == statement_kind::insert_rows) {
        static_assert(require_valid_model<typename S::source::model>());
        if constexpr (has_more_behind_rows<S>) return rows_with_more<As, Dialect>(runner, statement);
        else return insert_execution<Dialect, typename S::source, decltype(statement.rows)>(runner, std::move(statement.rows));
    } else {
        using kind = execution<Dialect, typename row_of<S>::type, As>;
        static_assert(require_valid<Dialect, S>());
        if constexpr (needs_assembling<Dialect, S>) {
            auto what = make_sendable<Dialect>(statement);
            return kind(runner, what.info, std::move(what.values));
        } else if constexpr (requires { requires S::clauses_type::parameters == 0; })
            return kind(runner, info_of<Dialect, S>,
                        collect_select<S::is_wrapped, S::flags.limit, S::flags.offset>(
                            statement.item_values, statement.where_values, statement.order_values, statement.limit_value,
                            statement.offset_value));
        else return kind(runner, info_of<Dialect, S>, collect_values(statement));
    }
}

}  // namespace detail
}  // namespace dovetail
