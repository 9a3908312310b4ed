// SPDX-License-Identifier: BSL-1.0
// row_stream: a statement's rows, one at a time; one row is in memory.
//
//     auto stream = db.stream(dt::select(users));
//     while (auto user = co_await stream.next()) print(user->username);
#pragma once

#include <dovetail/executor/execute.hpp>
#include <dovetail/executor/pool.hpp>

namespace dovetail {

/// Rows of type T as they come. Dropped half-way, it ends the statement. It must not outlive its session or engine.
template <class Dialect, class T>
class [[nodiscard]] row_stream {
    using driver_type = driver<Dialect>;
    using connection = typename driver_type::connection;
    struct open_stream {
        lease<Dialect> own;      ///< of an engine's stream; a session has its own
        connection* db = nullptr;
        statement_info* what;
        parameters values;
        std::optional<typename driver_type::cursor> cursor;
        detail::collect_rows<typename driver_type::reader, T> rows;
        bool is_over = false;
    };

public:
    /// Gives the connection for the stream, once it begins.
    using source = connection& (*)(statement_runner<Dialect>&, lease<Dialect>&, statement_info&, parameters const&);

    row_stream(statement_runner<Dialect>& runner, source from, statement_info& what, parameters values)
        : runner_(&runner), from_(from), open_(std::make_unique<open_stream>()) {
        open_->what = &what;
        open_->values = std::move(values);
    }

    class [[nodiscard("dovetail: the next row is not read until it is awaited; write co_await")]] next_row final
        : public detail::operation<std::optional<T>> {
    public:
        explicit next_row(row_stream& of) : detail::operation<std::optional<T>>(*of.runner_, false), of_(of) {}
        ~next_row() { this->stop(); }

    private:
        std::optional<T> perform() override { return of_.read(); }
        row_stream& of_;
    };
    /// The next row, or nothing at the end. Errors: dt::error of the statement, at the row where it happens.
    next_row next() { return next_row(*this); }

    // SQLAlchemy's `await session.stream(...)`: awaiting the stream itself gives the stream.
    bool await_ready() const noexcept { return true; }
    void await_suspend(std::coroutine_handle<>) const noexcept {}
    row_stream await_resume() { return std::move(*this); }

private:
    std::optional<T> read() {
        open_stream& s = *open_;
        if (s.is_over) return std::nullopt;
        if (!s.cursor) {
            s.db = &from_(*runner_, s.own, *s.what, s.values);
            s.cursor.emplace(*s.db, *s.what, s.values);
        }
        s.rows.rows.clear();
        s.is_over = true;
        struct closing {
            open_stream& s;
            ~closing() {            // at the end, and when the next row is an error
                if (!s.is_over) return;
                s.cursor.reset();
                s.own = {};
            }
        } const at_exit{s};
        if (!s.cursor->next(detail::sink_into(s.rows))) return std::nullopt;
        s.is_over = false;
        return std::move(s.rows.rows.back());
    }

    statement_runner<Dialect>* runner_;
    source from_;
    std::unique_ptr<open_stream> open_;
};

namespace detail {

template <class T>
constexpr void require_streamable() {
    if constexpr (entity_type<T>)
        static_assert(!loads_to_many<typename entity_facts<T>::model, typename entity_facts<T>::plan>,
                      "dovetail: a stream holds one row at a time, so it cannot fold a joined collection; use execute()");
}

template <class Dialect, class Statement>
auto make_stream(statement_runner<Dialect>& runner,
                 typename driver<Dialect>::connection& (*from)(statement_runner<Dialect>&, lease<Dialect>&, statement_info&,
                                                              parameters const&),
                 Statement statement) {
    using given_row = typename row_of<Statement>::type;
    constexpr bool has_rows = !std::is_void_v<given_row> && Statement::statement != statement_kind::insert_rows;
    static_assert(has_rows, "dovetail: this statement has no rows to stream");
    using row = std::conditional_t<has_rows, given_row, int>;
    require_streamable<row>();
    static_assert(require_valid<Dialect, Statement>());
    auto what = make_sendable<Dialect>(statement);
    return row_stream<Dialect, row>(runner, from, what.info, std::move(what.values));
}

}  // namespace detail
}  // namespace dovetail
