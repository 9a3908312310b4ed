// SPDX-License-Identifier: BSL-1.0
// The session: a unit of work over one connection, with the objects it tracks.
//
//     using Db = dt::session<dt::sqlite>;
//     Db db{engine};
//     auto user = db.add(NewUser{.username = "ann", .role_id = 1});
//     co_await db.commit();
//
// It begins a transaction with its first statement and ends it by commit, rollback or destruction, which rolls back.
// Pending changes are flushed before each statement, so that queries see them. Not shared between concurrent tasks.
#pragma once

#include <dovetail/executor/engine.hpp>
#include <dovetail/executor/task.hpp>
#include <dovetail/lowering/ddl.hpp>
#include <dovetail/session/load.hpp>
#include <dovetail/session/objects.hpp>

#include <cstdio>

namespace dovetail {

template <class Dialect>
struct session_options {
    /// What BEGIN does; the engine's choice where it is left out.
    std::optional<typename driver<Dialect>::begin_mode> begin{};
};

template <class Dialect>
class session final : public statement_runner<Dialect>, private detail::session_objects<Dialect> {
    using runner = statement_runner<Dialect>;
    using objects = detail::session_objects<Dialect>;
    using driver_type = driver<Dialect>;
    using connection = typename driver_type::connection;
    template <class R, class Work>
    using operation = detail::session_operation<R, Work>;

public:
    using dialect = Dialect;

    /// @param of  outlives the session. No connection is taken before the first statement.
    explicit session(engine<Dialect>& of, session_options<Dialect> how = {})
        : runner(true), engine_(of), options_(how), log_(of.pool().hook()) {
        this->runs_on_ = of.next_worker();
        this->gate_ = of.gate();
    }

    /// Rolls back; says so on stderr if changes were not flushed and so are lost.
    ~session() {
        if (std::size_t const lost = objects::count_changes())
            std::fprintf(stderr,
                         "dovetail: a session ended with %zu changed objects that were not committed; they are lost "
                         "(co_await db.commit() keeps them)\n",
                         lost);
        roll_back();
    }

    // --- statements

    /// Runs a statement. Gives dt::result of its rows, or a dt::mutation_result with row_count().
    /// Errors: dt::error of the statement, or of the flush before it.
    template <class Statement>
    auto execute(Statement statement) {
        return detail::make_execution<as_result, Dialect>(*this, statement);
    }
    /// The one thing that each row of a select holds.
    template <class Statement>
    auto scalars(Statement statement) {
        return detail::make_execution<detail::as_scalars, Dialect>(*this, statement);
    }
    /// The first row's thing, or none.
    template <class Statement>
    auto scalar(Statement statement) {
        return detail::make_execution<detail::as_scalar, Dialect>(*this, statement);
    }
    /// The entities of a select as tracked objects, in the same result class.
    template <class Statement>
    auto track(Statement statement) {
        return detail::make_execution<detail::as_tracked<session>, Dialect>(*this, statement);
    }
    /// A select's rows one by one. The session's statements may go on beside it.
    template <class Statement>
    auto stream(Statement statement) {
        return detail::make_stream<Dialect>(
            *this,
            [](runner& self, lease<Dialect>&, statement_info& what) -> connection& {
                auto& db = static_cast<session&>(self);
                db.flush_changes();
                db.begin_transaction();
                db.log_.begin(what.text());
                return *db.lease_;
            },
            statement);
    }

    // --- objects

    /// A new object: inserted by the next flush, tracked from now on.
    template <new_row_type Row>
    auto add(Row row) {
        return objects::add(std::move(row));
    }
    /// New objects, from a range of new rows.
    template <std::ranges::input_range Rows>
    auto add_all(Rows&& rows) {
        using row = std::ranges::range_value_t<Rows>;
        std::vector<decltype(add(std::declval<row>()))> all;
        for (auto&& each : rows) all.push_back(add(row(std::forward<decltype(each)>(each))));
        return all;
    }
    /// The object with that key, or none: from the session, if it is tracked already, or from the database. A key of
    /// several columns is given in their order. There is one object for each key in a session.
    template <table_type Table, class... Key>
    auto get(Table const&, Key&&... key) {
        using model = typename table_facts<Table>::model;
        objects::template require_key<model>();
        static_assert(sizeof...(Key) == model::key_count || model::key_count == 0,
                      "dovetail: get() takes the table and one value for each column of its primary key");
        require_valid_model<model>();
        return work<maybe<tracked_row_handle<model, plan<>>>>(
            [this, wanted = objects::template make_key<model>(std::forward<Key>(key)...)] {
                return objects::template get<model>(wanted, *this);
            });
    }
    /// Reads an object's row again; what was changed and not flushed is flushed first.
    /// Errors: dt::no_result_found if the row is gone.
    template <class Model, class Plan>
    auto refresh(tracked_row_handle<Model, Plan> const& object) {
        return work<void>([this, row = object.tracked()] {
            flush_changes();
            objects::template refresh<Model>(row, *this);
        });
    }
    /// Removes an object: its row is deleted by the next flush.
    template <class Model, class Plan>
    auto remove(tracked_row_handle<Model, Plan> const& object) {
        return work<void>([this, row = object.tracked()] { objects::template remove<Model>(row); });
    }
    template <entity_type Entity> void refresh(Entity const&) { detail::refuse_plain_value<Entity>(); }
    template <entity_type Entity> void remove(Entity const&) { detail::refuse_plain_value<Entity>(); }
    template <entity_type Entity> void merge(Entity const&) { detail::refuse_plain_value<Entity>(); }

    /// The related value of an entity, in one statement: what user.role is in SQLAlchemy. Of a range of entities: the
    /// entities with the relationship loaded, in one statement for all. Of a tracked object: handles.
    template <class Of, class Model, fixed_string Name>
    auto load(Of&& of, relationship_expression<Model, Name, plan<>>) {
        constexpr std::size_t I = relationship_index<Model>(Name);
        using plain = std::remove_cvref_t<Of>;
        require_valid_model<Model>();
        if constexpr (requires { typename plain::view; }) {
            static_assert(std::is_same_v<typename plain::model, Model>, "dovetail: load() is given a relationship of another model");
            return work<typename detail::tracked_value<Model, Name, detail::target_of<Model, Name>, plan<>>::held>(
                [this, row = of.tracked()] {
                    flush_changes();
                    return objects::template load<Model, I>(row, *this);
                });
        } else if constexpr (entity_type<plain>) {
            static_assert(std::is_same_v<typename entity_facts<plain>::model, Model>,
                          "dovetail: load() is given a relationship of another model");
            return detail::load_of_one<Dialect, Model, I, plain>(*this, of);
        } else {
            static_assert(entity_type<std::ranges::range_value_t<plain>>, "dovetail: load() takes an entity, a tracked object, or a range of entities");
            return detail::load_of_many<Dialect, Model, I, Of>(*this, std::forward<Of>(of));
        }
    }

    // --- the transaction

    /// Sends pending changes: new rows (tables in the order of their foreign keys), changed columns, removed rows.
    /// A failed flush rolls the transaction back.
    auto flush() {
        return work<void>([this] { flush_changes(); });
    }
    /// Flushes and commits. If that fails, the transaction is rolled back.
    auto commit() {
        return work<void>([this] { commit_all(); });
    }
    /// Takes the database, and the tracked objects, back to where the transaction began.
    auto rollback() {
        return work<void>([this] { roll_back(); });
    }
    /// Runs a coroutine `task<T> f(session&)` in a transaction: commits when it returns, rolls back when it throws.
    /// Inside another one, it is a savepoint. What the session did before in the same transaction counts in.
    template <class F>
    auto transaction(F&& f) {
        detail::refuse_awaited_temporary<F>();
        return run_transaction<std::remove_cvref_t<F>>(std::forward<F>(f), depth_ > 0);
    }
    /// Runs a coroutine in a savepoint: what it did is undone when it throws, and the transaction goes on.
    template <class F>
    auto begin_nested(F&& f) {
        detail::refuse_awaited_temporary<F>();
        return run_transaction<std::remove_cvref_t<F>>(std::forward<F>(f), true);
    }
    /// Interrupts the statement that is running, if one is, from any thread: it ends with dt::error (cancelled). The
    /// transaction goes on, unless the statement was changing rows, which rolls it back (SQLite, sqlite3_interrupt).
    void cancel() noexcept {
        std::lock_guard const lock(running_mutex_);
        if (running_) driver_type::interrupt(*running_);
    }
    bool in_transaction() const noexcept { return bool(lease_); }
    /// Whether a flush would send something.
    bool has_changes() const { return objects::count_changes() != 0; }

    // --- tables

    /// Creates the tables, and indexes, that are not there yet, each after those it points to. Commits, unless the
    /// session is in a transaction.
    template <class... Tables>
    auto create_all(metadata<Tables...> const& of) {
        return work_that_writes<void>([this, texts = detail::texts_in_order<Dialect>(of)] {
            change_tables([&] {
                for (auto const& each : texts) {
                    send_text(each.create);
                    if (!each.indexes.empty()) send_text(each.indexes);
                }
            });
        });
    }
    /// Drops the tables that are there, with their rows, in the opposite order.
    template <class... Tables>
    auto drop_all(metadata<Tables...> const& of) {
        return work_that_writes<void>([this, texts = detail::texts_in_order<Dialect>(of)] {
            change_tables([&] {
                driver_type::check_keys_late(*lease_);
                for (std::size_t i = texts.size(); i > 0; --i) send_text(texts[i - 1].drop);
            });
        });
    }

    // --- seeing it

    /// Statements that this session has sent, without BEGIN, COMMIT and the like.
    std::int64_t statement_count() const noexcept { return log_.count(); }
    /// Shows each statement of this session, in place of the engine's hook.
    void on_statement(statement_hook hook) {
        log_.hook = hook ? std::make_shared<statement_hook const>(std::move(hook)) : nullptr;
    }

private:
    template <class>
    friend struct detail::as_tracked;
    friend objects;

    template <class R, class F>
    auto work(F f) {
        return operation<R, F>(*this, std::move(f), false);
    }
    template <class R, class F>
    auto work_that_writes(F f) {
        return operation<R, F>(*this, std::move(f), true);
    }

    std::int64_t run(statement_info& what, parameters const& values, typename runner::sink const& rows) override {
        flush_changes();
        begin_transaction();
        try {
            return log_.measure(what.text(), false, [&] { return driver_type::run(*lease_, what, values, rows); });
        } catch (...) {
            if (!driver_type::in_transaction(*lease_)) roll_back();     // the database ended it by itself
            throw;
        }
    }
    std::int64_t run_work(connection_work<Dialect>& some) override {
        flush_changes();
        begin_transaction();
        return some.run(*lease_, log_);
    }
    void begin_transaction() {
        if (lease_) return;
        lease<Dialect> fresh(engine_.pool());
        log_.measure("BEGIN", true, [&] {
            if (options_.begin) fresh->begin(*options_.begin);
            else fresh->begin();
            return 0;
        });
        lease_ = std::move(fresh);
        std::lock_guard const lock(running_mutex_);
        running_ = &*lease_;
    }
    /// The connection goes back; nothing may be cancelled on it any more.
    void end_transaction() noexcept {
        {
            std::lock_guard const lock(running_mutex_);
            running_ = nullptr;
        }
        lease_ = {};
        this->leave_gate();
        engine_.count_statements(log_.count() - reported_);
        reported_ = log_.count();
    }
    bool will_write() const override {
        return objects::has_changes() || (!lease_ && options_.begin && *options_.begin != driver_type::begin_mode::deferred) ||
               (!lease_ && driver_type::begins_writing(engine_.pool().opened_with()));
    }
    void flush_changes() {
        if (!objects::has_changes()) return;
        begin_transaction();
        try {
            objects::flush(*lease_, log_);
        } catch (...) {
            roll_back();
            throw;
        }
    }
    void commit_all() {
        flush_changes();
        if (!lease_) return;
        try {
            log_.measure("COMMIT", true, [&] { return lease_->commit(), 0; });
        } catch (...) {
            roll_back();
            throw;
        }
        objects::forget_undo();
        end_transaction();
    }
    void roll_back() noexcept {
        objects::undo_to({});
        if (!lease_) return;
        try {
            log_.measure("ROLLBACK", true, [&] { return lease_->rollback(), 0; });
        } catch (...) {
            {
                std::lock_guard const lock(running_mutex_);
                running_ = nullptr;
            }
            lease_.discard();       // a connection that cannot roll back is closed, which does
        }
        end_transaction();
    }
    void send_text(std::string_view text) {
        log_.measure(text, false, [&] { return lease_->execute(text), 0; });
    }
    template <class Change>
    void change_tables(Change change) {
        bool const own = !lease_;
        flush_changes();
        begin_transaction();
        try {
            change();
        } catch (...) {
            if (own) roll_back();
            throw;
        }
        if (own) commit_all();
    }
    void control(std::string_view text) {
        log_.measure(text, true, [&] { return lease_->execute(text), 0; });
    }

    template <class F>
    auto run_transaction(F f, bool nested) -> decltype(f(*this)) {
        using R = typename detail::task_value<decltype(f(*this))>::type;
        typename objects::marks before;
        std::string const name = "\"dovetail_" + std::to_string(++depth_) + "\"";
        struct leaving {
            int& depth;
            ~leaving() { --depth; }
        } const at_exit{depth_};
        if (nested) {
            co_await work<void>([&] {
                flush_changes();
                begin_transaction();
                control("SAVEPOINT " + name);
                before = objects::undo_marks();
            });
        }
        std::exception_ptr failure;
        [[maybe_unused]] std::optional<std::conditional_t<std::is_void_v<R>, char, R>> value;
        try {
            if constexpr (std::is_void_v<R>) {
                co_await f(*this);
            } else {
                value.emplace(co_await f(*this));
            }
        } catch (...) {
            failure = std::current_exception();
        }
        auto end = [&] {
            if (failure || (nested && !lease_)) {
                if (!nested || !lease_) roll_back();
                else {
                    control("ROLLBACK TO " + name);
                    control("RELEASE " + name);
                    objects::undo_to(before);
                }
            } else if (nested) {
                flush_changes();
                control("RELEASE " + name);
            } else commit_all();
        };
        co_await work<void>(std::ref(end));
        if (failure) std::rethrow_exception(failure);
        if constexpr (!std::is_void_v<R>) co_return std::move(*value);
    }

    engine<Dialect>& engine_;
    session_options<Dialect> options_;
    statement_log log_;
    lease<Dialect> lease_;          ///< there is one as long as the transaction
    std::mutex running_mutex_;
    connection* running_ = nullptr; ///< lease_'s, for cancel()
    int depth_ = 0;
    std::int64_t reported_ = 0;
};

template <class Dialect>
session(engine<Dialect>&) -> session<Dialect>;

}  // namespace dovetail
