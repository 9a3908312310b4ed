// SPDX-License-Identifier: BSL-1.0
// PostgreSQL's driver: what the executor asks for (executor/driver.hpp), on connections and codecs. It runs on fibers.
#pragma once

#include <dovetail/backend/postgres/by_hand.hpp>
#include <dovetail/backend/postgres/codec.hpp>
#include <dovetail/backend/postgres/connection.hpp>
#include <dovetail/backend/postgres/dialect.hpp>
#include <dovetail/backend/postgres/early_statement.hpp>
#include <dovetail/backend/postgres/shown_values.hpp>
#include <dovetail/executor/driver.hpp>
#include <dovetail/executor/worker.hpp>

#include <algorithm>
#include <charconv>
#include <optional>
#include <string>

namespace dovetail {

template <>
struct driver<postgres> {
    using options = postgres_options;
    using connection = postgres_backend::connection;
    using reader = postgres_backend::reader;
    using worker_type = worker;
    using binder = postgres_backend::arguments;
    using begin_mode = postgres_options::begin_mode;

    static unsigned threads(options const&) { return 0; }
    static bool begins_writing(begin_mode const&) { return false; }
    static bool begins_writing(options const&) { return false; }

    /// Runs a statement to its end. Gives the number of rows for what reads, of changed rows for what writes.
    static std::int64_t run(connection& db, statement_info& what, parameters const& values, row_sink<reader> const& sink) {
        return run_bound(db, what, sink, [&](binder& to) { postgres_backend::bind_all(to, values); });
    }
    /// The same with values that a function binds.
    template <class Bind>
    static std::int64_t run_bound(connection& db, statement_info& what, row_sink<reader> const& sink, Bind&& bind) {
        try {
            return finish(db, send_bound(db, what, bind), what, sink);
        } catch (postgres_backend::stale_form_error const&) {
            db.begin_again();
            return finish(db, send_bound(db, what, bind), what, sink);
        }
    }

    /// What a function binds.
    template <class Bind>
    static parameters values_bound(connection&, statement_info&, Bind&& bind) {
        binder values;
        bind(values);
        return postgres_backend::values_of(values);
    }

    // The two halves of run_bound(): between them other statements can be sent.
    static constexpr bool pipelines = true;
    using ticket = postgres_backend::request*;
    template <class Bind>
    static ticket send_bound(connection& db, statement_info& what, Bind&& bind) {
        if (what.is_raw) take_by_hand(db, what);
        bind(db.values());
        return &db.send({what.text(), what.index()});
    }
    static std::int64_t finish(connection& db, ticket sent, statement_info& what, row_sink<reader> const& sink) {
        auto const result = db.wait(*sent, what.text(), may_change(what));
        int const rows = PQntuples(result.get());
        if (sink.width != 0) {
            column_types const types(result.get(), sink.width, what.text());
            if (sink.expect) sink.expect(sink.self, static_cast<std::size_t>(rows));
            give_rows(result.get(), types, 0, rows, sink, 0, what.text());
        }
        return what.reads_only || sink.width != 0 ? rows : rows_changed(result.get());
    }
    // The same for an engine's, without a fiber between them.
    static constexpr bool sends_early = true;
    using early_statement = postgres_backend::early_statement;
    static bool send_early(connection_pool<postgres>& pool, statement_info& what, parameters const& values, early_statement& early,
                           detail::job& by) {
        return early.begin(pool, by, [&](connection& db) -> postgres_backend::request& {
            return *send_bound(db, what, [&](binder& to) { postgres_backend::bind_all(to, values); });
        });
    }
    static std::int64_t finish_early(early_statement& early, statement_info& what, parameters const& values,
                                     row_sink<reader> const& sink) {
        auto const [db, sent] = early.take();
        try {
            return finish(*db, sent, what, sink);
        } catch (postgres_backend::stale_form_error const&) {
            return run(*db, what, values, sink);
        }
    }
    static void drop(connection& db, ticket sent) noexcept {
        if (sent != nullptr) db.forget(*sent);
    }
    static void bind_parameters(binder& to, parameters const& values) { postgres_backend::bind_all(to, values); }
    static void bind_behind(binder& to, parameters const& values) { postgres_backend::bind_all(to, values); }
    /// SAVEPOINT and the like.
    static void control(connection& db, std::string_view text) { db.control(text); }

private:
    /// The types of a result's columns, asked for once.
    class column_types {
    public:
        column_types(PGresult const* result, int wanted, std::string_view text) {
            int const count = PQnfields(result);
            if (count != wanted) detail::throw_width_error(count, wanted, text);
            if (count > few) more_.resize(static_cast<std::size_t>(count));
            Oid* const to = count > few ? more_.data() : here_;
            for (int i = 0; i < count; ++i) to[i] = PQftype(result, i);
            types_ = to;
        }
        column_types(column_types const&) = delete;
        column_types& operator=(column_types const&) = delete;
        Oid const* get() const noexcept { return types_; }

    private:
        static constexpr int few = 64;
        Oid here_[few];
        std::vector<Oid> more_;
        Oid const* types_;
    };

public:
    /// Rows on their way, some at a time: a cursor of the server's, inside a transaction.
    class cursor {
    public:
        cursor(connection& db, statement_info& what, parameters const& values)
            : db_(db), text_(what.text()), owns_transaction_(!db.in_transaction()) {
            if (owns_transaction_) db.begin();
            name_ = "\"dovetail_" + std::to_string(++made_) + "\"";
            std::string const declare = "DECLARE " + name_ + " NO SCROLL CURSOR FOR " + std::string(text_);
            postgres_backend::bind_all(db.values(), values);
            db.run({declare});
            transaction_ = db.transaction();
        }
        cursor(cursor const&) = delete;
        cursor& operator=(cursor const&) = delete;
        ~cursor() {
            if (transaction_.expired()) return;         // it ended the cursor; the connection is somebody else's, or gone
            try {
                if (owns_transaction_) db_.rollback();
                else if (db_.is_usable()) {
                    std::string const close = "CLOSE " + name_;
                    db_.values();
                    db_.forget(db_.send({close}));
                }
            } catch (...) {         // lost, and the cursor with it
            }
        }

        /// The next row into the sink; false when there is none.
        bool next(row_sink<reader> const& sink) {
            if (transaction_.expired())
                throw error(error_category::usage,
                            "dovetail: the transaction of this stream is over, and with it the rest of its rows; read it to "
                            "its end before commit() or rollback(), or stream from the engine", 0, std::string(text_));
            if (at_ == fetched_) {
                if (is_last_) return false;
                std::string const fetch = "FETCH FORWARD " + std::to_string(rows_a_fetch) + " FROM " + name_;
                db_.values();
                rows_ = db_.run({fetch});
                int const count = PQntuples(rows_.get());
                is_last_ = count < rows_a_fetch;
                if (count == 0) return false;
                if (sink.width != 0) types_.emplace(rows_.get(), sink.width, text_);
                at_ = 0;
                fetched_ = count;
            }
            int const row = at_++;
            ++seen_;
            if (sink.width != 0) give_rows(rows_.get(), *types_, row, at_, sink, seen_ - static_cast<std::size_t>(at_), text_);
            return true;
        }
        std::size_t rows() const noexcept { return seen_; }

    private:
        static constexpr int rows_a_fetch = 256;
        static inline std::atomic<unsigned> made_{0};
        connection& db_;
        std::string_view text_;
        std::string name_;
        postgres_backend::result_owner rows_;
        std::optional<column_types> types_;         ///< of rows_
        int at_ = 0, fetched_ = 0;
        std::size_t seen_ = 0;
        std::weak_ptr<void const> transaction_;
        bool owns_transaction_, is_last_ = false;
    };

    static constexpr bool has_copy = true;
    /// Rows in COPY's binary form (PostgreSQL's manual, "COPY", File Formats).
    class copy_writer : public postgres_backend::value_writer {
    public:
        void begin() {
            static constexpr char signature[] = "PGCOPY\n\377\r\n";      // with its NUL
            std::copy_n(signature, sizeof signature, extend(sizeof signature));
            put(std::int32_t{0});                       // no flags
            put(std::int32_t{0});                       // no more header
        }
        void begin_row(std::size_t columns) { put(static_cast<std::int16_t>(columns)); }
        void end() { put(std::int16_t{-1}); }
    };
    /// `fill(writer, is_full)` writes rows until it is full, and gives false when there are no more.
    template <class Fill>
    static std::int64_t copy_in(connection& db, std::string_view text, Fill&& fill) {
        constexpr std::size_t enough = 64 * 1024;
        copy_writer rows;
        return db.copy_in(text, [&](std::string_view& bytes, bool is_first) {
            rows.clear();
            if (is_first) rows.begin();
            bool const is_more = fill(rows, [&] { return rows.written().size() >= enough; });
            if (!is_more) rows.end();
            bytes = rows.written();
            return is_more;
        });
    }
    static void pause(options const& how, std::chrono::milliseconds time) {
        postgres_backend::wait_for(*how.loop, -1, event_loop::nothing, postgres_backend::clock::now() + time);
    }
    static void interrupt(connection& db) noexcept { db.cancel(); }
    static void stop_when(connection& db, int (*asked)(void*), void* subject) noexcept { db.stop_when(asked, subject); }
    /// What comes first where tables are created or dropped: two programs that do so at once wait for each other, as
    /// IF NOT EXISTS does not. The key is "dovetail" in ASCII.
    static constexpr std::string_view before_table_changes = "SELECT pg_advisory_xact_lock(7237133304323991916)";
    static bool in_transaction(connection const& db) { return db.in_transaction(); }
    static void begin_to_write(connection& db) { db.begin(); }
    /// Tables are dropped with the keys that point to them.
    static void check_keys_late(connection&) {}

    template <class V>
    static void bind_value(binder& to, int i, V const& value) {
        postgres_backend::bind_value(to, i, value);
    }
    template <class V>
    static void bind_temporary(binder& to, int i, V const& value) {
        postgres_backend::bind_temporary(to, i, value);
    }
    static void bind_null(binder& to, int) { to.bind_null(); }
    /// A column of values on its way to one parameter.
    template <class V>
    static postgres_backend::array_writer array_of() {
        return postgres_backend::array_writer(postgres_backend::detail::type_of<V>());
    }

private:
    static void take_by_hand(connection& db, statement_info& what) {
        auto const effects = what.once(&postgres_backend::text_effects);
        detail::require_no_transaction_control(effects, db.in_transaction(), what.text());
        if ((effects & postgres_backend::has_copy) != 0)
            throw error(error_category::usage,
                        "dovetail: COPY FROM STDIN and COPY TO STDOUT are not run by hand, as rows travel beside the answers of statements; "
                        "write rows by copy_in(), and read them by stream()", 0, std::string(what.text()));
        if ((effects & postgres_backend::has_traces) != 0) db.note_traces();
    }
    /// Of a text by hand only its first word is known; who calls a function by SELECT that changes something takes a session.
    static bool may_change(statement_info const& what) {
        constexpr std::string_view reading = "SELECT";
        if (!what.is_raw) return !what.reads_only;
        auto const begins = what.text().substr(0, reading.size());
        return !std::ranges::equal(begins, reading, [](char a, char b) { return (a & ~0x20) == b; });
    }
    static std::int64_t rows_changed(PGresult* result) {
        std::string_view const text = PQcmdTuples(result);
        std::int64_t count = 0;
        std::from_chars(text.data(), text.data() + text.size(), count);
        return count;
    }
    /// Rows of a result, from one up to an end; `before` is the number of those that other results gave.
    static void give_rows(PGresult const* result, column_types const& types, int row, int end, row_sink<reader> const& sink,
                          std::size_t before, std::string_view text) {
        try {
            for (; row < end; ++row) sink.add(sink.self, {result, row, types.get()});
        } catch (cell_fault const& fault) {
            detail::throw_cell_error(fault, sink.describe, before + static_cast<std::size_t>(row), text);
        }
    }
};

}  // namespace dovetail
