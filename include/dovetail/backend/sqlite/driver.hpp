// SPDX-License-Identifier: BSL-1.0
// SQLite's driver: what the executor asks for (executor/driver.hpp), on connections, statements and codecs.
#pragma once

#include <dovetail/backend/sqlite/codec.hpp>
#include <dovetail/backend/sqlite/connection.hpp>
#include <dovetail/backend/sqlite/dialect.hpp>
#include <dovetail/backend/sqlite/shown_values.hpp>
#include <dovetail/executor/driver.hpp>
#include <dovetail/executor/driver_by_hand.hpp>
#include <dovetail/executor/worker.hpp>

namespace dovetail {

template <>
struct driver<sqlite> {
    using options = sqlite_options;
    using connection = sqlite_backend::connection;
    using reader = sqlite_backend::reader;
    using binder = sqlite_backend::binder;
    using begin_mode = sqlite_options::begin_mode;
    using worker_type = worker;
    static constexpr bool sends_early = false;
    struct early_statement {};

    /// A statement half-way through its rows. Owns the prepared statement; the parameters must outlive it.
    class cursor {
    public:
        cursor(connection& db, statement_info& what, parameters const& values)
            : use_(db.prepared({what.text(), what.index(), what.reads_only})), is_raw_(what.is_raw) {
            if (is_raw_) {
                detail::require_no_transaction_control(what.once(&detail::transaction_effects), db.in_transaction(), what.text());
                sqlite_backend::require_count(use_, values);
            }
            sqlite_backend::bind_all(use_, values);
        }
        cursor(cursor const&) = delete;
        cursor& operator=(cursor const&) = delete;

        /// The next row into the sink; false when there is none.
        [[gnu::always_inline]] bool next(row_sink<reader> const& sink) {
            if (!use_.step()) return false;
            auto const row = use_.current();
            if (sink.width != 0) [[likely]] {
                if (is_raw_ && rows_ == 0 && row.size() != sink.width) [[unlikely]]
                    detail::throw_width_error(row.size(), sink.width, sqlite3_sql(use_.handle()));
                try {
                    sink.add(sink.self, row);
                } catch (cell_fault const& fault) {
                    detail::throw_cell_error(fault, sink.describe, rows_, sqlite3_sql(use_.handle()));
                }
            }
            ++rows_;
            return true;
        }
        std::size_t rows() const noexcept { return rows_; }

    private:
        sqlite_backend::statement_use use_;
        std::size_t rows_ = 0;
        bool is_raw_;
    };

    static bool is_private(std::string_view location) {
        return location == ":memory:" || location.empty() || location.starts_with("file::memory:");
    }
    static connection open(std::string const& location, options const& how) { return connection(location, how); }

    /// Runs a statement to its end. Gives the number of rows for what reads, of changed rows for what writes.
    static std::int64_t run(connection& db, statement_info& what, parameters const& values,
                            row_sink<reader> const& sink) {
        cursor rows(db, what, values);
        while (rows.next(sink) && !what.finds_by_key) {}
        return what.reads_only || sink.width != 0 ? static_cast<std::int64_t>(rows.rows()) : db.changes();
    }

    /// Runs a statement whose values a function binds; for rows that are bound from where they are.
    template <class Bind>
    static std::int64_t run_bound(connection& db, statement_info& what, row_sink<reader> const& sink, Bind&& bind) {
        auto use = db.prepared({what.text(), what.index(), what.reads_only});
        bind(static_cast<binder&>(use));
        std::size_t rows = 0;
        while (use.step()) {
            if (sink.width == 0) continue;
            try {
                sink.add(sink.self, use.current());
            } catch (cell_fault const& fault) {
                detail::throw_cell_error(fault, sink.describe, rows, what.text());
            }
            ++rows;
        }
        return db.changes();
    }

    /// What a function binds, as SQLite keeps it: selected from where it is bound.
    template <class Bind>
    static parameters values_bound(connection& db, statement_info& what, Bind&& bind) {
        int const count = sqlite3_bind_parameter_count(db.prepared({what.text(), what.index(), what.reads_only}).handle());
        auto const text = sqlite_backend::select_of_parameters<std::string>(count);
        auto use = db.prepared({text});
        bind(static_cast<binder&>(use));
        return sqlite_backend::values_of_row(use);
    }

    static void pause(options const&, std::chrono::milliseconds time) { sqlite3_sleep(static_cast<int>(time.count())); }
    static unsigned threads(options const& how) { return how.threads; }
    static bool begins_writing(begin_mode how) { return how != begin_mode::deferred; }
    static bool begins_writing(options const& how) { return begins_writing(how.begin); }
    static void interrupt(connection& db) noexcept { db.interrupt(); }
    static void stop_when(connection& db, int (*asked)(void*), void* subject) noexcept { db.cancel_when(asked, subject); }

    static constexpr bool has_copy = false;
    static constexpr bool pipelines = false;        // each statement runs as it is sent
    struct ticket {};
    static void control(connection& db, std::string_view text) { db.execute(text); }

    static constexpr std::string_view before_table_changes{};       // whoever begins to write has the database
    static bool in_transaction(connection const& db) { return db.in_transaction(); }
    static void begin_to_write(connection& db) { db.begin(begin_mode::immediate); }
    /// Until the transaction ends, foreign keys are checked when it commits.
    static void check_keys_late(connection& db) { db.execute("PRAGMA defer_foreign_keys = ON"); }

    /// Asks (one row, one number) whether it is in doubt that the keys which one INSERT of several rows makes follow
    /// each other, so that the last one tells all: a trigger of the table may insert beside it, and above the greatest
    /// key SQLite turns to random ones.
    template <class Model>
    static statement_info& key_question() {
        return detail::info_of_walk<sqlite, write_key_question<Model>, true>;
    }

    template <class V>
    static void bind_value(binder& to, int i, V const& value) {
        sqlite_backend::bind_value(to, i, value);
    }
    template <class V>
    static void bind_temporary(binder& to, int i, V const& value) {
        sqlite_backend::bind_temporary(to, i, value);
    }
    static void bind_null(binder& to, int i) { to.bind(i, nullptr); }
    static void bind_behind(binder& to, parameters const& values) {
        if (values.size() != 0) sqlite_backend::bind_all(to, values, sqlite3_bind_parameter_count(to.handle()) - static_cast<int>(values.size()));
    }

private:
    template <class Model>
    static constexpr void write_key_question(writer& w) {
        w.put("SELECT (SELECT coalesce(max(");
        w.identifier(Model::columns[Model::generated_key].name);
        w.put("), 0) > 4611686018427387904 FROM ");
        detail::write_table<Model>(w);
        w.put(")");
        for (std::string_view schema : {"sqlite_schema", "sqlite_temp_schema"}) {
            w.put(" OR EXISTS (SELECT 1 FROM ");
            w.put(schema);
            w.put(" WHERE \"type\" = 'trigger' AND lower(\"tbl_name\") = lower(");
            w.string_literal(Model::table);
            w.put("))");
        }
    }
};

}  // namespace dovetail
